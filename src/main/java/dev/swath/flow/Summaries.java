package dev.swath.flow;

import dev.swath.report.SummaryJson;
import dev.swath.report.SummaryTable;
import dev.swath.run.RunSummary;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the summary of a run as people and programs read it. */
public final class Summaries {

    private static final Logger LOG = LoggerFactory.getLogger(Summaries.class);

    /** Logs the summary as a table. */
    public void log(RunSummary summary) {
        LOG.info("{}: {}", summary.job(), SummaryTable.of(summary).stripTrailing());
    }

    /** The summary as JSON. */
    public String json(@Variable("summary") RunSummary summary) {
        return SummaryJson.of(summary);
    }
}
