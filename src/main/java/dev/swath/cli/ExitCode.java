package dev.swath.cli;

import dev.swath.run.RunSummary;

/** The exit codes of commands. */
final class ExitCode {

    /** All images are stored, skipped, empty or in work elsewhere. */
    static final int DONE = 0;
    /** Some images failed, the run ended early, or an error occurred. */
    static final int FAILED = 1;
    /** A setting, an argument or a route file is wrong; nothing was started. */
    static final int BAD_CONFIGURATION = 2;
    /** The collection could not be listed. */
    static final int NO_LISTING = 3;

    private ExitCode() {}

    /** The exit code of a run. */
    static int of(RunSummary summary) {
        if (summary.listingFailure().isPresent()) {
            return NO_LISTING;
        }
        return summary.complete() ? DONE : FAILED;
    }
}
