package dev.swath.cli;

import ch.qos.logback.classic.Level;
import dev.swath.job.SettingException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The levels of loggers; a logger that is not named has the level of its parent.
 *
 * @param byLogger levels by logger name, in the order in which they are set
 */
record LogLevels(Map<String, Level> byLogger) {

    /** The setting. */
    static final String KEY = "swath.log.level";

    private static final String OURS = "dev.swath";
    private static final String ALL_OTHERS = "root";
    private static final List<String> LEVELS = List.of("error", "warn", "info", "debug", "trace");

    LogLevels {
        byLogger = Map.copyOf(byLogger);
    }

    /**
     * Reads levels such as {@code info,org.apache.camel=debug}.
     *
     * @throws SettingException if the text is not valid
     */
    static LogLevels parse(String text) {
        Map<String, Level> levels = standard();
        for (String part : text.split(",", -1)) {
            String[] pair = part.strip().split("=", 2);
            String logger = pair.length == 1 ? OURS : pair[0].strip();
            String level = pair[pair.length - 1].strip().toLowerCase(Locale.ROOT);
            if (!LEVELS.contains(level) || !logger.matches("[\\w.$]+")) {
                throw new SettingException(
                        KEY,
                        text,
                        "holds '" + part.strip() + "'; write " + String.join(", ", LEVELS) + ", or LOGGER=LEVEL");
            }
            levels.put(logger.equals(ALL_OTHERS) ? org.slf4j.Logger.ROOT_LOGGER_NAME : logger, Level.toLevel(level));
        }
        return new LogLevels(levels);
    }

    /** Swath logs at its own level; libraries log only problems. */
    private static Map<String, Level> standard() {
        Map<String, Level> levels = new LinkedHashMap<>();
        levels.put(org.slf4j.Logger.ROOT_LOGGER_NAME, Level.WARN);
        levels.put(OURS, Level.INFO);
        // A lost connection is reported once, by the code that used it.
        levels.put("com.zaxxer.hikari", Level.ERROR);
        // A context that does not start is reported once, by the command.
        levels.put("org.apache.camel.impl.engine.AbstractCamelContext", Level.ERROR);
        // It warns of the length of each file that it sends.
        levels.put("com.azure.core.http.jdk.httpclient.JdkHttpClient", Level.ERROR);
        // At finer levels these log settings, addresses or headers with secrets. They are named one by one, so that a
        // level for their parents, or for all loggers, does not apply to them.
        levels.put("com.azure", Level.WARN);
        levels.put("org.apache.camel.component.http", Level.INFO);
        levels.put("org.apache.camel.component.properties", Level.INFO);
        levels.put("org.apache.camel.impl.engine.DefaultCamelContextExtension", Level.INFO);
        levels.put("org.apache.camel.main", Level.WARN);
        levels.put("org.apache.camel.support", Level.INFO);
        levels.put("org.apache.hc", Level.INFO);
        levels.put("org.flywaydb", Level.WARN);
        // It warns of each H2 that is newer than itself; the tests of the ledger try this one.
        levels.put("org.flywaydb.core.internal.database.base.Database", Level.ERROR);
        levels.put("software.amazon.awssdk", Level.INFO);
        return levels;
    }
}
