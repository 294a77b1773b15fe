package dev.swath.cli;

import dev.swath.job.SettingException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.NoSuchEndpointException;

/** Reduces what Camel throws at the start to one line that says what to correct. */
final class RouteFileError {

    private static final String KEY = "swath.routes";
    private static final String LIBRARIES =
            "add it to the libraries; those of --profile cluster come with ./mvnw -ntp -Pcluster -Dmaven.test.skip=true package";
    private static final Pattern FILE = Pattern.compile("[\\w./-]+\\.camel\\.yaml");

    private RouteFileError() {}

    /** The wrong setting, if that is the cause. */
    static Optional<SettingException> setting(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SettingException setting) {
                return Optional.of(setting);
            }
        }
        return Optional.empty();
    }

    /**
     * The cause.
     *
     * @param thrown thrown by Camel while it started
     * @param routes where the route files are
     * @return the wrong setting if that is the cause; otherwise what is missing, or Camel's innermost message with
     *     the file if it names one
     */
    static SettingException of(Throwable thrown, RouteFolders routes) {
        Optional<String> file = Optional.empty();
        String said = thrown.toString();
        Optional<SettingException> setting = setting(thrown);
        if (setting.isPresent()) {
            return setting.get()
                    .job()
                    .flatMap(job -> RouteIds.of(routes).file(job))
                    .map(named -> setting.get().at(named.toString()))
                    .orElseGet(setting::get);
        }
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (isMissing(cause)) {
                return missing(cause, routes);
            }
            if (cause.getMessage() != null) {
                said = cause.getMessage();
                Matcher named = FILE.matcher(said);
                file = named.find() ? Optional.of(named.group()) : file;
            }
        }
        return new SettingException(
                KEY, file.orElse(routes.toString()), "can't be started: " + said + "; correct the route file");
    }

    private static boolean isMissing(Throwable cause) {
        return cause instanceof ClassNotFoundException
                || cause instanceof NoSuchEndpointException unknown
                        && unknown.getUri().startsWith("jms:");
    }

    private static SettingException missing(Throwable cause, RouteFolders routes) {
        String said = cause.getMessage();
        String what = cause instanceof ClassNotFoundException ? "the class " + said + " was not found" : said;
        return new SettingException(KEY, routes.toString(), "can't be started: " + what + "; " + LIBRARIES);
    }
}
