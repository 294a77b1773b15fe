package dev.swath.flow.summarize;

import dev.swath.flow.jobs.Jobs;
import dev.swath.flow.request.Failures;
import dev.swath.flow.store.OutputFile;
import dev.swath.flow.store.Outputs;
import dev.swath.flow.store.RunPictures;
import dev.swath.job.Job;
import dev.swath.report.RunReport;
import dev.swath.report.SummaryJson;
import dev.swath.report.SummaryTable;
import dev.swath.report.Thumbnails;
import dev.swath.run.RunSummary;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the summary and the report of a run. */
public final class Summaries {

    private static final Logger LOG = LoggerFactory.getLogger(Summaries.class);

    private static final String REPORT = ".html";

    private final Jobs jobs;
    private final Outputs outputs;
    private final RunPictures pictures;

    /** Summaries of the runs of these jobs. */
    public Summaries(Jobs jobs, Outputs outputs, RunPictures pictures) {
        this.jobs = jobs;
        this.outputs = outputs;
        this.pictures = pictures;
    }

    /**
     * Logs the summary as a table, or in one line if there was nothing new, with the place of its report at the end; {@code report} is null if there is none.
     */
    public void log(@Variable("summary") RunSummary summary, @Variable("report") String report) {
        if (summary.isIdle()) {
            LOG.info(
                    "{}: nothing new, run {}: {} listed: 0 stored, {} skipped, {} empty, 0 failed",
                    summary.job(),
                    summary.run(),
                    summary.listed(),
                    summary.skipped(),
                    summary.empty());
            return;
        }
        String place =
                Optional.ofNullable(report).map(file -> "report   " + file).orElse("");
        LOG.info("{}: {}", summary.job(), (SummaryTable.of(summary) + place).stripTrailing());
    }

    /** The file of the summary, in JSON. */
    public OutputFile json(@Variable("summary") RunSummary summary) {
        return new OutputFile(
                jobs.job(summary.job()), name(summary, ".json"), "application/json", () -> SummaryJson.of(summary)
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** The file of the report, in HTML. */
    public OutputFile report(@Variable("summary") RunSummary summary) {
        Job job = jobs.job(summary.job());
        return new OutputFile(job, name(summary, REPORT), "text/html; charset=utf-8", () -> page(job, summary));
    }

    private byte[] page(Job job, RunSummary summary) {
        Map<String, byte[]> held = pictures.of(summary.run()).stream()
                .collect(Collectors.toMap(RunPictures.Shown::file, RunPictures.Shown::png));
        Thumbnails thumbnails = Thumbnails.of(summary.images(), held, outputs.folder(job));
        return RunReport.of(job, summary, thumbnails).getBytes(StandardCharsets.UTF_8);
    }

    /** Where the report is: its path, or its name in an output that is not a folder. */
    public String reportPlace(@Variable("summary") RunSummary summary) {
        String name = name(summary, REPORT);
        return outputs.folder(jobs.job(summary.job()))
                .map(folder -> folder.resolve(name).toString())
                .orElse(name);
    }

    private static String name(RunSummary summary, String ending) {
        return "runs/" + summary.run() + ending;
    }

    /** The run has ended: its pictures are no longer needed. */
    public void forgetPictures(@Variable("summary") RunSummary summary) {
        pictures.forget(summary.run());
    }

    /** Logs why there is no report. */
    public void reportFailed(Exchange exchange, @Variable("summary") RunSummary summary) {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        LOG.warn("run={} has no report: {}", summary.run(), Failures.cause(failure));
    }
}
