package dev.swath.flow.store;

import dev.swath.flow.jobs.Jobs;
import dev.swath.geotiff.Zstandard;
import dev.swath.job.Job;
import dev.swath.job.Secrets;
import dev.swath.job.SettingException;
import dev.swath.job.SummaryRecipients;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Body;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.file.FileEndpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the files of each job go: endpoints made from settings, never from what a server sent. */
public final class Outputs {

    private static final Logger LOG = LoggerFactory.getLogger(Outputs.class);

    private static final String KEY = "swath.output";
    /** What a file's name begins with until it is in place. */
    public static final String UNFINISHED = ".part-";

    private final CamelContext context;
    private final Jobs jobs;
    private final Optional<Path> work;
    private final Sinks sinks;
    private final Map<FolderOutput, FileEndpoint> folders = new ConcurrentHashMap<>();
    /** The same folders, for files whose bytes need not be on the disk before they have their name. */
    private final Map<FolderOutput, FileEndpoint> unsynced = new ConcurrentHashMap<>();

    /**
     * @param context makes the endpoints
     * @param jobs whose outputs they are
     * @param work folder of unfinished files, or empty for {@code .work} in the output folder
     * @param sinks endpoints of the outputs that are URIs
     */
    public Outputs(CamelContext context, Jobs jobs, Optional<Path> work, Sinks sinks) {
        this.context = context;
        this.jobs = jobs;
        this.work = work;
        this.sinks = sinks;
    }

    /**
     * Checks every output, without creating anything.
     *
     * @throws SettingException if a folder can't be made or written, or a URI is not valid
     */
    public void check() {
        jobs.all().forEach(this::check);
        work.ifPresent(folder -> checkWritable("swath.work", folder));
    }

    /**
     * Checks the output of one job and the recipients of its summaries.
     *
     * @throws SettingException if the output is a folder that can't be written, or one of them is not a URI
     */
    public void check(Job job) {
        if (Zstandard.orDeflate(job.compression()) != job.compression()) {
            LOG.warn(
                    "job={} compresses by DEFLATE: swath.compression=zstd needs native code that can't be loaded here",
                    job.name());
        }
        checkOutput(job.output());
        job.recipients().ofEach().forEach(uri -> sinks.check(SummaryRecipients.SUMMARY_TO, uri));
        job.recipients().ofAlerts().forEach(uri -> sinks.check(SummaryRecipients.ALERT_TO, uri));
    }

    private void checkOutput(String output) {
        Optional<FolderOutput> folder = FolderOutput.of(KEY, output);
        folder.ifPresent(found -> found.check(KEY));
        if (folder.flatMap(FolderOutput::uri).isPresent() || folder.isEmpty()) {
            sinks.check(KEY, output);
        }
        folder.ifPresent(found -> checkWritable(KEY, found.path()));
    }

    private static void checkWritable(String key, Path folder) {
        Path existing = folder.toAbsolutePath();
        while (!Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
            throw new SettingException(
                    key, folder.toString(), "can't be written (" + existing + "); name a folder that can");
        }
    }

    /** The output that a file goes to. */
    public Endpoint sink(@Body OutputFile file) {
        Job job = file.job();
        return FolderOutput.of(KEY, job.output())
                .map(folder -> endpoint(folder, file.replaceable()))
                .orElseGet(() -> sinks.endpoint(KEY, job.output()));
    }

    /**
     * Makes the content of a file, and sets the headers that name it.
     *
     * @return the body of the message that is sent
     * @throws IOException if what the content is made of can't be read
     */
    public Object content(Exchange exchange, @Body OutputFile file) throws IOException {
        Object content = file.content().make();
        Message message = exchange.getMessage();
        message.setHeader(Exchange.FILE_NAME, file.name());
        message.setHeader(Exchange.CONTENT_TYPE, file.mediaType());
        if (content instanceof File local) {
            // The file component moves it where it can. As text: of a File, Camel would make text by reading its
            // content.
            message.setHeader(Exchange.FILE_LOCAL_WORK_PATH, local.getPath());
        }
        return content;
    }

    private Endpoint endpoint(FolderOutput folder, boolean replaceable) {
        return (replaceable ? unsynced : folders)
                .computeIfAbsent(folder, output -> output.endpoint(context, !replaceable));
    }

    /** What the ledger calls the output of a job: a folder by its full path, anything else by its address without secrets. */
    public static String name(Job job) {
        return folder(job.output())
                .map(folder -> folder.toAbsolutePath().normalize().toString())
                .orElseGet(() -> Secrets.redact(job.output()));
    }

    /** The folder that a job writes to, if its output is one. */
    public Optional<Path> folder(Job job) {
        return folder(job.output());
    }

    /**
     * The folder that an output names, by its path or as a {@code file:} URI; empty where it is another Camel producer URI.
     *
     * @throws SettingException if it is neither
     */
    public static Optional<Path> folder(String output) {
        return FolderOutput.of(KEY, output).map(FolderOutput::path);
    }
}
