package dev.swath.emulator;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The emulator's settings.
 *
 * @param port port to listen on; 0 takes a free one
 * @param host address of the interface to listen on, such as {@code 127.0.0.1}
 * @param latency delay of every reply of the API, to imitate the distance to the real service; zero for none
 * @param concurrencyLimit requests of the API served at once, further ones are answered with 429; empty for no limit
 * @param folder a folder of GeoTIFFs to serve as the collection {@code users/emulator/<folder name>}
 * @param exports folder of the files that exports write; made with the first of them
 * @param requireToken whether requests without a token issued by this emulator are answered with 401
 * @param cacheBytes memory of each synthetic collection for rendered ground, in bytes
 * @param faults which replies are faulty, and how
 */
public record EmulatorSettings(
        int port,
        String host,
        Duration latency,
        OptionalInt concurrencyLimit,
        Optional<Path> folder,
        Path exports,
        boolean requireToken,
        long cacheBytes,
        FaultPlan faults) {

    private static final int LARGEST_PORT = 65_535;
    private static final Duration LONGEST_LATENCY = Duration.ofMinutes(5);
    private static final long CACHE_BYTES = 64L << 20;
    private static final Path EXPORTS = Path.of("earth-engine-exports");

    /** Throws an IllegalArgumentException if a value is not valid. */
    public EmulatorSettings {
        if (port < 0 || port > LARGEST_PORT) {
            throw new IllegalArgumentException("port " + port + "; ports are 0 to " + LARGEST_PORT);
        }
        if (host.isBlank()) {
            throw new IllegalArgumentException("the host is empty; 127.0.0.1 serves this machine only");
        }
        if (latency.isNegative() || latency.compareTo(LONGEST_LATENCY) > 0) {
            throw new IllegalArgumentException(
                    "a latency of " + latency + "; 0 to " + LONGEST_LATENCY.toSeconds() + " s");
        }
        if (concurrencyLimit.isPresent() && concurrencyLimit.getAsInt() < 1) {
            throw new IllegalArgumentException("a limit of " + concurrencyLimit.getAsInt() + " requests; at least 1");
        }
        if (cacheBytes < 0) {
            throw new IllegalArgumentException("a cache of " + cacheBytes + " bytes");
        }
    }

    /** A free port on the loopback interface, no latency, no limits, no folder, no tokens, no faults. */
    public static EmulatorSettings defaults() {
        return new EmulatorSettings(
                0,
                "127.0.0.1",
                Duration.ZERO,
                OptionalInt.empty(),
                Optional.empty(),
                EXPORTS,
                false,
                CACHE_BYTES,
                FaultPlan.none());
    }

    /** The same settings with another interface, such as {@code 0.0.0.0} for all of them. */
    public EmulatorSettings withHost(String host) {
        return new EmulatorSettings(
                port, host, latency, concurrencyLimit, folder, exports, requireToken, cacheBytes, faults);
    }

    /** The same settings with a latency. */
    public EmulatorSettings withLatency(Duration latency) {
        return new EmulatorSettings(
                port, host, latency, concurrencyLimit, folder, exports, requireToken, cacheBytes, faults);
    }

    /** The same settings with a limit of concurrent requests. */
    public EmulatorSettings withConcurrencyLimit(int limit) {
        return new EmulatorSettings(
                port, host, latency, OptionalInt.of(limit), folder, exports, requireToken, cacheBytes, faults);
    }

    /** The same settings with a folder of GeoTIFFs. */
    public EmulatorSettings withFolder(Path folder) {
        return new EmulatorSettings(
                port, host, latency, concurrencyLimit, Optional.of(folder), exports, requireToken, cacheBytes, faults);
    }

    /** The same settings with a folder of exports. */
    public EmulatorSettings withExports(Path exports) {
        return new EmulatorSettings(
                port, host, latency, concurrencyLimit, folder, exports, requireToken, cacheBytes, faults);
    }

    /** The same settings, refusing requests without a token issued by the emulator. */
    public EmulatorSettings requiringToken() {
        return new EmulatorSettings(port, host, latency, concurrencyLimit, folder, exports, true, cacheBytes, faults);
    }

    /** The same settings with planned faults. */
    public EmulatorSettings withFaults(FaultPlan faults) {
        return new EmulatorSettings(
                port, host, latency, concurrencyLimit, folder, exports, requireToken, cacheBytes, faults);
    }
}
