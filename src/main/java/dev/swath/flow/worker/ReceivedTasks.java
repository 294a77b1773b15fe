package dev.swath.flow.worker;

import dev.swath.flow.jobs.Jobs;
import dev.swath.flow.request.Failures;
import dev.swath.flow.runs.ImageTask;
import dev.swath.flow.runs.NotStarted;
import dev.swath.flow.runs.RunRecorder;
import dev.swath.flow.runs.Runs;
import dev.swath.flow.runs.TaskTerms;
import dev.swath.flow.store.Outputs;
import dev.swath.flow.store.RunPictures;
import dev.swath.job.Job;
import dev.swath.log.LogValue;
import dev.swath.message.OutcomeMessage;
import dev.swath.message.SentJob;
import dev.swath.message.TaskIdentity;
import dev.swath.message.TaskMessage;
import dev.swath.message.UnreadableMessageException;
import dev.swath.run.ImageOutcome;
import dev.swath.run.OutcomeStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps of a worker, from the document of a task to that of its outcome. */
public final class ReceivedTasks {

    private static final Logger LOG = LoggerFactory.getLogger(ReceivedTasks.class);
    /** How JMS counts the deliveries of a message, this one included. */
    private static final String DELIVERIES = "JMSXDeliveryCount";
    /** Jobs that are not read anew with each image. */
    private static final int JOBS_KEPT = 32;

    private final Jobs jobs;
    private final Runs runs;
    private final RunRecorder books;
    private final RunPictures pictures;
    private final int deliveries;
    private final Function<String, Optional<String>> settings;
    private final Map<SentJob, Job> known = new LinkedHashMap<>(JOBS_KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SentJob, Job> eldest) {
            return size() > JOBS_KEPT;
        }
    };

    /**
     * Takes tasks of any job.
     *
     * @param deliveries how often a task is taken before it is set aside
     * @param settings those of this process, by their full keys, for what a message must not hold
     */
    public ReceivedTasks(
            Jobs jobs,
            Runs runs,
            RunRecorder books,
            RunPictures pictures,
            int deliveries,
            Function<String, Optional<String>> settings) {
        this.jobs = jobs;
        this.runs = runs;
        this.books = books;
        this.pictures = pictures;
        this.deliveries = deliveries;
        this.settings = settings;
    }

    /**
     * Reads the document of a task.
     *
     * @param document null of a message without a body
     * @param delivered how often it was delivered, now included; null where the queue does not count
     * @param beside what the message says of run and image beside its document; null if nothing
     * @throws TooManyDeliveriesException if it was delivered too often before
     * @throws UnreadableMessageException if it is not a task that this version can read
     */
    public ImageTask read(
            @Variable("document") byte[] document,
            @Header(DELIVERIES) Integer delivered,
            @Header(TaskIdentity.HEADER) String beside) {
        if (delivered != null && delivered > deliveries) {
            throw new TooManyDeliveriesException(delivered - 1);
        }
        TaskMessage message = TaskMessage.read(given(document));
        identity(beside).ifPresent(sent -> sent.require(message.identity()));
        Job job = job(message.job(), message.run().job());
        return new ImageTask(message.run(), message.image(), Optional.of(new TaskTerms(job, message.deadline())));
    }

    private static Optional<TaskIdentity> identity(String beside) {
        return Optional.ofNullable(beside).flatMap(TaskIdentity::read);
    }

    private static byte[] given(byte[] document) {
        return document == null ? new byte[0] : document;
    }

    private Job job(SentJob sent, String name) {
        synchronized (known) {
            return known.computeIfAbsent(sent, unknown -> unknown.job(name, key -> own(name, key)));
        }
    }

    /** A setting of this process: that of its own job of this name, if it has it. */
    private Optional<String> own(String job, String key) {
        return jobs.all().stream()
                .filter(own -> own.name().equals(job))
                .map(own -> own.settings().getOrDefault(key, ""))
                .findFirst()
                .or(() -> settings.apply(key));
    }

    /**
     * The document of the outcome of a task. What the ledger has to know of the image is written before.
     *
     * @throws IllegalStateException if it can't be written: the task has to be done again
     */
    public byte[] write(Exchange exchange, @Variable("task") ImageTask task) {
        books.requireWritten(task.run());
        if (!runs.isOpen(task.run())) {
            pictures.forget(task.run().id());
        }
        Object body = exchange.getMessage().getBody();
        boolean temporary = exchange.getVariable("temporary", false, Boolean.class);
        Optional<ImageOutcome> outcome =
                body instanceof NotStarted ? Optional.empty() : Optional.of(ofRun(task, (ImageOutcome) body));
        outcome.ifPresent(happened -> LOG.info(
                "run={} image={} status={} file={} cause={}",
                LogValue.of(task.run().id()),
                LogValue.of(happened.image()),
                happened.status(),
                LogValue.of(happened.file().orElse("")),
                LogValue.of(happened.cause().orElse(""))));
        return new OutcomeMessage(task.run().id(), task.image().id(), outcome, temporary).toJson();
    }

    /** An image that is stored already was stored by the run if a worker of it did not come to say so. */
    private ImageOutcome ofRun(ImageTask task, ImageOutcome outcome) {
        Job job = task.terms()
                .map(TaskTerms::job)
                .orElseGet(() -> jobs.job(task.run().job()));
        return Optional.of(outcome)
                .filter(found -> found.status() == OutcomeStatus.SKIPPED)
                .flatMap(ImageOutcome::file)
                .flatMap(file -> books.images().find(Outputs.name(job), file))
                .filter(stored -> stored.run().equals(task.run().id()))
                // It has none where the run has found the file.
                .filter(stored -> stored.sha256().isPresent())
                .map(stored -> outcome.storedBefore(stored.bytes()))
                .orElse(outcome);
    }

    /** Which image of which run a task is about, for the message of its outcome. */
    public String identity(@Variable("task") ImageTask task) {
        return new TaskIdentity(task.run().id(), task.image().id()).text();
    }

    /**
     * The document of the outcome of a task that was set aside; none if nothing says which image it is about.
     *
     * @param document the task
     * @param beside what the message says of run and image beside its document; null if nothing
     */
    public List<byte[]> setAside(
            Exchange exchange, @Variable("document") byte[] document, @Header(TaskIdentity.HEADER) String beside) {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        String cause = Failures.cause(failure);
        Optional<String> run;
        Optional<String> image;
        Instant acquired = Instant.now();
        if (failure instanceof UnreadableMessageException unreadable) {
            run = unreadable.run();
            image = unreadable.image();
        } else {
            Optional<TaskMessage> task = readable(given(document));
            run = task.map(message -> message.run().id());
            image = task.map(message -> message.image().id());
            acquired = task.map(message -> message.image().start()).orElse(acquired);
        }
        Optional<TaskIdentity> sent = identity(beside);
        if (sent.isPresent()) {
            run = sent.map(TaskIdentity::run);
            image = sent.map(TaskIdentity::image);
        }
        LOG.error(
                "run={} image={} is set aside: {}",
                LogValue.of(run.orElse("unknown")),
                LogValue.of(image.orElse("unknown")),
                cause);
        if (run.isEmpty() || image.isEmpty()) {
            return List.of();
        }
        ImageOutcome outcome = ImageOutcome.failed(image.get(), acquired, "its task was set aside: " + cause);
        return List.of(new OutcomeMessage(run.get(), image.get(), Optional.of(outcome), false).toJson());
    }

    private static Optional<TaskMessage> readable(byte[] document) {
        try {
            return Optional.of(TaskMessage.read(document));
        } catch (UnreadableMessageException e) {
            return Optional.empty();
        }
    }
}
