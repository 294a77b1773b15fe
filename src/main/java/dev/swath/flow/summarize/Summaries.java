package dev.swath.flow.summarize;

import dev.swath.flow.jobs.Jobs;
import dev.swath.flow.request.Failures;
import dev.swath.flow.store.Outputs;
import dev.swath.job.Job;
import dev.swath.report.RunReport;
import dev.swath.report.SummaryJson;
import dev.swath.report.SummaryTable;
import dev.swath.report.Thumbnails;
import dev.swath.run.RunSummary;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the summary of a run as people and programs read it. */
public final class Summaries {

    private static final Logger LOG = LoggerFactory.getLogger(Summaries.class);

    private final Jobs jobs;
    private final Outputs outputs;

    /** Summaries of the runs of these jobs. */
    public Summaries(Jobs jobs, Outputs outputs) {
        this.jobs = jobs;
        this.outputs = outputs;
    }

    /** Logs the summary as a table, with the place of its report at the end; {@code report} is null where there is none. */
    public void log(@Variable("summary") RunSummary summary, @Variable("report") String report) {
        String place =
                Optional.ofNullable(report).map(file -> "report   " + file).orElse("");
        LOG.info("{}: {}", summary.job(), (SummaryTable.of(summary) + place).stripTrailing());
    }

    /** The summary as JSON. */
    public String json(@Variable("summary") RunSummary summary) {
        return SummaryJson.of(summary);
    }

    /** The report as HTML. */
    public String report(@Variable("summary") RunSummary summary) {
        Job job = jobs.job(summary.job());
        Thumbnails thumbnails = outputs.folder(job)
                .map(folder -> Thumbnails.in(folder, summary.images()))
                .orElse(Thumbnails.NONE);
        return RunReport.of(job, summary, thumbnails);
    }

    /** Where the report is: its path, or its name in an output that is no folder. */
    public String reportPlace(@Variable("summary") RunSummary summary) {
        String name = "runs/" + summary.run() + ".html";
        return outputs.folder(jobs.job(summary.job()))
                .map(folder -> folder.resolve(name).toString())
                .orElse(name);
    }

    /** Tells why there is no report. */
    public void reportFailed(Exchange exchange, @Variable("summary") RunSummary summary) {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        LOG.warn("run={} has no report: {}", summary.run(), Failures.cause(failure));
    }
}
