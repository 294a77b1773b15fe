package dev.swath.cli;

import dev.swath.run.ImageOutcome;
import dev.swath.run.LeftOut;
import dev.swath.run.Run;
import dev.swath.run.RunListener;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs one line per image: progress where there is no terminal. */
final class PlainLines implements RunListener {

    private static final Logger LOG = LoggerFactory.getLogger(PlainLines.class);

    @Override
    public void opened(Run run) {
        LOG.info("run={} split={} opened", run.id(), run.split());
    }

    @Override
    public void leftOut(Run run, LeftOut image) {
        LOG.info(
                "image={} status=left-out cause=\"it {}\"",
                image.image(),
                image.reason().text());
    }

    @Override
    public void finished(Run run, ImageOutcome outcome) {
        String line = String.format(
                Locale.ROOT,
                "image=%s status=%s seconds=%.2f requests=%d received=%d written=%d",
                outcome.image(),
                outcome.status().name().toLowerCase(Locale.ROOT),
                outcome.busySeconds(),
                outcome.requests(),
                outcome.bytesReceived(),
                outcome.bytesWritten());
        if (outcome.cause().isPresent()) {
            LOG.warn("{} cause=\"{}\"", line, outcome.cause().get());
        } else {
            LOG.info(line);
        }
    }
}
