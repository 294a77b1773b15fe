package dev.swath.ledger;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A process. Ids are reused, so the start time is part of the identity.
 *
 * @param host name of the machine or container
 * @param id process id
 * @param started when it began; the epoch if the system does not say
 */
public record ProcessIdentity(String host, long id, Instant started) {

    /** Linux computes the start of a process from the boot time, which can vary by a second or two. */
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    private static final Path KERNEL_NAME = Path.of("/proc/sys/kernel/hostname");

    /** Normalises the values to those that the ledger stores. */
    public ProcessIdentity {
        started = started.truncatedTo(ChronoUnit.MICROS);
    }

    /** This process. */
    public static ProcessIdentity current() {
        ProcessHandle self = ProcessHandle.current();
        return new ProcessIdentity(hostName(), self.pid(), startOf(self));
    }

    private static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }

    private static String hostName() {
        try {
            return Files.isReadable(KERNEL_NAME)
                    ? Files.readString(KERNEL_NAME).strip()
                    : InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            return "unknown";
        }
    }

    /** Whether this process still exists, asked on the machine that it runs on. */
    boolean isAlive() {
        return ProcessHandle.of(id)
                .filter(ProcessHandle::isAlive)
                .map(process ->
                        Duration.between(startOf(process), started).abs().compareTo(TOLERANCE) <= 0)
                .orElse(false);
    }
}
