package dev.swath.job;

import static dev.swath.job.Setting.ofProcess;

import java.util.List;

/** The settings for processes on several machines that work together. */
final class ClusterSettings {

    /** All of them. */
    static final List<Setting> ALL = List.of(
            ofProcess(
                    "cluster",
                    "Whether processes on several machines work together through one ledger: no image is worked on without a claim,"
                            + " all processes share one budget of requests and, in PostgreSQL, one schedule",
                    "false",
                    "true"),
            ofProcess(
                    "cluster.requests",
                    "Requests in flight at once of all processes of a cluster together",
                    "40",
                    "40"));

    private ClusterSettings() {}
}
