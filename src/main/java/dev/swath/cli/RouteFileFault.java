package dev.swath.cli;

import dev.swath.job.SettingException;

/** Finds, in what Camel throws, the one line that tells what to mend. */
final class RouteFileFault {

    private static final String KEY = "swath.routes";

    private RouteFileFault() {}

    /** The setting that is wrong if that is the cause, else the deepest message, as a fault of the route files. */
    static SettingException of(Throwable thrown) {
        Throwable deepest = thrown;
        StringBuilder where = new StringBuilder();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SettingException setting) {
                return setting;
            }
            deepest = cause;
        }
        String message =
                String.valueOf(deepest.getMessage()).replaceAll("\\s+", " ").trim();
        return new SettingException(KEY, where.toString(), message);
    }
}
