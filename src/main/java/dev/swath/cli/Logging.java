package dev.swath.cli;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import dev.swath.job.SettingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * The log of the command: lines of text or JSON on standard error. It is set up in code, because a file on the class
 * path would also apply to applications that embed Swath.
 */
final class Logging {

    private static final String FORMAT = "swath.log.format";
    private static final String LINE = "%d{\"yyyy-MM-dd'T'HH:mm:ss.SSSXXX\"} %level %logger{0} - %msg%n";

    private Logging() {}

    /**
     * Sets the format and the levels from the settings.
     *
     * @throws SettingException if they are not valid
     */
    static void begin(MergedSettings settings) {
        begin(settings.require(FORMAT), LogLevels.parse(settings.require(LogLevels.KEY)));
    }

    /** The log until the settings are known, with default settings. */
    static void begin() {
        begin("text", LogLevels.parse("info"));
    }

    private static void begin(String format, LogLevels levels) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Encoder<ILoggingEvent> encoder = encoder(format);
        context.reset();
        encoder.setContext(context);
        encoder.start();
        ConsoleAppender<ILoggingEvent> lines = new ConsoleAppender<>();
        lines.setContext(context);
        lines.setTarget(ConsoleTarget.SystemErr.getName());
        lines.setEncoder(encoder);
        lines.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(lines);
        levels.byLogger().forEach((logger, level) -> context.getLogger(logger).setLevel(level));
        if (!SLF4JBridgeHandler.isInstalled()) {
            SLF4JBridgeHandler.removeHandlersForRootLogger();
            SLF4JBridgeHandler.install();
        }
    }

    private static Encoder<ILoggingEvent> encoder(String format) {
        return switch (format) {
            case "text" -> {
                PatternLayoutEncoder text = new PatternLayoutEncoder();
                text.setPattern(LINE);
                yield text;
            }
            case "json" -> new JsonLines();
            default -> throw new SettingException(FORMAT, format, "is neither text nor json; write text or json");
        };
    }
}
