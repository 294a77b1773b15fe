package dev.swath.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What a demonstration of a cluster does, and where.
 *
 * @param folder an empty folder for everything that is written
 * @param java how the packaged application is started
 * @param profile the settings of a cluster as shipped: the text of {@code application-cluster.properties}
 * @param job the job that is run
 * @param settings settings that beat those of the job, by their keys
 * @param limit longest time for the job
 */
public record DemoSettings(
        Path folder, JavaCommand java, String profile, String job, Map<String, String> settings, Duration limit) {

    /** Copies the settings. */
    public DemoSettings {
        settings = Map.copyOf(settings);
    }

    /** Where the images go. */
    Path images() {
        return folder.resolve("images");
    }

    /** Where the log of each process goes. */
    Path logs() {
        return folder.resolve("logs");
    }
}
