package dev.swath.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.event.KeyValuePair;

/**
 * Writes each log event as one line of JSON: time, level, logger, thread, message, the event's own fields, and the
 * stack trace as {@code error} if there is one.
 */
final class JsonLines extends EncoderBase<ILoggingEvent> {

    private static final byte[] NOTHING = {};

    private final ObjectMapper json = new ObjectMapper();

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("time", event.getInstant().toString());
        line.put("level", event.getLevel().toString());
        line.put("logger", event.getLoggerName());
        line.put("thread", event.getThreadName());
        line.put("message", event.getFormattedMessage());
        for (KeyValuePair field : Optional.ofNullable(event.getKeyValuePairs()).orElse(List.of())) {
            line.putIfAbsent(field.key, field.value instanceof Number ? field.value : String.valueOf(field.value));
        }
        Optional.ofNullable(event.getThrowableProxy())
                .ifPresent(error -> line.put("error", ThrowableProxyUtil.asString(error)));
        try {
            return (json.writeValueAsString(line) + "\n").getBytes(UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("text and numbers are JSON", e);
        }
    }
}
