package dev.swath.cli;

import dev.swath.emulator.EmulatorSettings;
import dev.swath.emulator.FaultPlan;
import dev.swath.flow.request.Durations;
import dev.swath.job.SettingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the emulator's settings. */
final class EmulatorOptions {

    private static final String PREFIX = "swath.emulator.";
    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration LONGEST_LATENCY = Duration.ofMinutes(5);
    private static final int LARGEST_PORT = 65_535;
    /** Memory for the landscape that the emulator has drawn, in bytes: enough for the area of a job. */
    private static final long CACHE_BYTES = 128L * 1024 * 1024;

    private EmulatorOptions() {}

    /**
     * Reads the settings under {@code swath.emulator}.
     *
     * @throws SettingException if one of them is wrong
     */
    static EmulatorSettings of(MergedSettings settings) {
        return new EmulatorSettings(
                number(settings, "port").orElse(0),
                LOOPBACK,
                latency(settings),
                concurrency(settings),
                folder(settings),
                exports(settings),
                settings.reader().flag(PREFIX + "require-token"),
                CACHE_BYTES,
                faults(settings));
    }

    private static OptionalInt number(MergedSettings settings, String name) {
        String key = PREFIX + name;
        return settings.get(key).isPresent()
                ? OptionalInt.of((int) settings.reader().whole(key, 0, LARGEST_PORT))
                : OptionalInt.empty();
    }

    private static Duration latency(MergedSettings settings) {
        String key = PREFIX + "latency";
        String value = settings.require(key);
        Duration latency = Durations.parse(key, value);
        if (latency.compareTo(LONGEST_LATENCY) > 0) {
            throw new SettingException(key, value, "is too long; write at most " + LONGEST_LATENCY.toMinutes() + "m");
        }
        return latency;
    }

    private static OptionalInt concurrency(MergedSettings settings) {
        OptionalInt limit = number(settings, "concurrency");
        if (limit.isPresent() && limit.getAsInt() == 0) {
            throw new SettingException(
                    PREFIX + "concurrency", "0", "allows no request; write 1 or more, or" + " leave it empty");
        }
        return limit;
    }

    private static Optional<Path> folder(MergedSettings settings) {
        Optional<String> folder = settings.get(PREFIX + "folder");
        folder.filter(name -> !Files.isDirectory(Installation.find(name))).ifPresent(name -> {
            throw new SettingException(PREFIX + "folder", name, "is not a folder; name one with GeoTIFFs");
        });
        return folder.map(Installation::find);
    }

    private static Path exports(MergedSettings settings) {
        String key = PREFIX + "exports";
        Path folder = Installation.find(settings.require(key));
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new SettingException(key, settings.require(key), "is a file; name a folder for exports");
        }
        return folder;
    }

    private static FaultPlan faults(MergedSettings settings) {
        Optional<String> plan = settings.get(PREFIX + "faults");
        try {
            return plan.map(FaultPlan::parse).orElseGet(FaultPlan::none);
        } catch (IllegalArgumentException e) {
            throw new SettingException(
                    PREFIX + "faults",
                    plan.orElse(""),
                    e.getMessage() + "; write shares of the requests as in 429:0.05,pixels.503:0.02,seed:7");
        }
    }
}
