package dev.swath.cli;

import dev.swath.log.LogValue;
import dev.swath.run.ImageOutcome;
import dev.swath.run.LeftOut;
import dev.swath.run.Run;
import dev.swath.run.RunListener;
import dev.swath.run.RunSummary;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Logs one line per image, and one per ten thousand of many with nothing to do, for progress without a terminal. The values in the line are also fields of the event. */
final class PlainLines implements RunListener {

    private static final Logger LOG = LoggerFactory.getLogger(PlainLines.class);
    private static final long UNTOUCHED_A_LINE = 10_000;

    private final Map<String, Long> untouched = new ConcurrentHashMap<>();

    @Override
    public void opened(Run run) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("run", run.id());
        fields.put("split", run.split());
        log(LOG.atInfo(), fields, " opened");
    }

    @Override
    public void leftOut(Run run, LeftOut image) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("image", image.image());
        fields.put("status", "left-out");
        fields.put("cause", "it " + image.reason().text());
        log(with(LOG.atInfo(), run), fields, "");
    }

    @Override
    public void finished(Run run, ImageOutcome outcome) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("image", outcome.image());
        fields.put("status", outcome.status().name().toLowerCase(Locale.ROOT));
        fields.put("seconds", outcome.busySeconds());
        fields.put("requests", outcome.requests());
        fields.put("received", outcome.bytesReceived());
        fields.put("written", outcome.bytesWritten());
        outcome.cause().ifPresent(cause -> fields.put("cause", cause));
        log(with(outcome.cause().isPresent() ? LOG.atWarn() : LOG.atInfo(), run), fields, "");
    }

    /** A long listing of images with nothing to do: a sign of life now and then. */
    @Override
    public void untouched(Run run, ImageOutcome outcome) {
        long images = untouched.merge(run.id(), 1L, Long::sum);
        if (images % UNTOUCHED_A_LINE == 0) {
            log(with(LOG.atInfo(), run), Map.of("untouched", images), " more images are empty or stored already");
        }
    }

    @Override
    public void closed(RunSummary summary) {
        untouched.remove(summary.run());
    }

    @Override
    public void abandoned(Run run) {
        untouched.remove(run.id());
    }

    /** A field that is not in the line, because it would be the same in every line. */
    private static LoggingEventBuilder with(LoggingEventBuilder event, Run run) {
        return event.addKeyValue("run", run.id()).addKeyValue("job", run.job());
    }

    private static void log(LoggingEventBuilder event, Map<String, Object> fields, String end) {
        LoggingEventBuilder whole = event;
        for (Map.Entry<String, Object> field : fields.entrySet()) {
            whole = whole.addKeyValue(field.getKey(), field.getValue());
        }
        whole.log(fields.entrySet().stream().map(PlainLines::text).collect(Collectors.joining(" ", "", end)));
    }

    private static String text(Map.Entry<String, Object> field) {
        if (field.getValue() instanceof Double number) {
            return String.format(Locale.ROOT, "%s=%.2f", field.getKey(), number);
        }
        return field.getKey()
                + "="
                + (field.getKey().equals("cause") ? LogValue.quoted(field.getValue()) : LogValue.of(field.getValue()));
    }
}
