package dev.swath.dashboard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swath.flow.jobs.CronTimes;
import dev.swath.flow.jobs.Jobs;
import dev.swath.flow.jobs.Schedule;
import dev.swath.flow.runs.RunRecorder;
import dev.swath.job.Job;
import dev.swath.ledger.FailedImage;
import dev.swath.ledger.Ledger;
import dev.swath.ledger.RunRecord;
import dev.swath.ledger.RunStatus;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Header;

/** The dashboard's data as JSON. Parameters of requests are null if they were not given. */
public final class Queries {

    /** Firings shown of each job. */
    private static final int FIRINGS = 3;

    private static final int MOST_RUNS = 500;
    private static final int MOST_IMAGES = 10_000;
    private static final int MOST_FAILURES = 5000;

    private final Jobs jobs;
    private final RunRecorder books;
    private final Schedule schedule;
    private final LiveRunTracker live;
    private final ActionGuard guard;
    private final Clock clock;

    /** @param live the runs in progress */
    Queries(Jobs jobs, RunRecorder books, Schedule schedule, LiveRunTracker live, ActionGuard guard, Clock clock) {
        this.jobs = jobs;
        this.books = books;
        this.schedule = schedule;
        this.live = live;
        this.guard = guard;
        this.clock = clock;
    }

    /** All jobs. */
    public Reply jobs() {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode array = answer.putArray("jobs");
        jobs.all().forEach(job -> array.add(json(job)));
        ArrayNode disabled = answer.putArray("disabled");
        jobs.disabled().forEach(disabled::add);
        return Reply.json(answer.put("actions", guard.hasToken()));
    }

    /** One job. */
    public Reply job(@Header("job") String name) throws RefusedRequest {
        return Reply.json(json(require(name)));
    }

    private ObjectNode json(Job job) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("name", job.name());
        node.put("cron", job.cron().orElse(""));
        node.put("timeZone", job.timeZone().toString());
        node.put("collection", job.source().words());
        node.put("enabled", true);
        node.put("nextFiring", schedule.next(job.name()).map(Instant::toString).orElse(null));
        ArrayNode next = node.putArray("nextFirings");
        if (!node.path("nextFiring").isNull()) {
            CronTimes.of(job)
                    .ifPresent(times -> times.next(clock.instant(), FIRINGS).forEach(next::add));
        }
        node.put("running", running(job.name()).orElse(null));
        Optional<RunRecord> last = latest(job.name()).stream()
                .filter(record -> record.status() != RunStatus.RUNNING)
                .filter(record -> live.find(record.run().id()).isEmpty())
                .findFirst();
        node.set("lastRun", last.map(this::json).orElse(null));
        return node;
    }

    /** The run of a job that is in progress, in this process or, as the ledger has it, in another one. */
    Optional<String> running(String job) {
        return live.ofJob(job).map(run -> run.run().id()).or(() -> latest(job).stream()
                .filter(record -> record.status() == RunStatus.RUNNING)
                .map(record -> record.run().id())
                .findFirst());
    }

    private List<RunRecord> latest(String job) {
        return ledger(books -> books.runs().latest(Optional.of(job), 2, clock.instant()))
                .orElse(List.of());
    }

    private ObjectNode json(RunRecord record) {
        return live.find(record.run().id())
                .map(run -> RunJson.of(run, clock.instant())
                        .put(
                                "takenOver",
                                record.takenOver().map(Instant::toString).orElse(null)))
                .orElseGet(() -> RunJson.of(record, find(record.run().job())));
    }

    private <T> Optional<T> ledger(Function<Ledger, T> reading) {
        return books.read(reading);
    }

    /** The latest runs, the last one first. */
    public Reply runs(@Header("job") String job, @Header("limit") String limit) throws RefusedRequest {
        int most = number(limit, 50, MOST_RUNS);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode array = answer.putArray("runs");
        ledger(books -> books.runs().latest(given(job), most, clock.instant()))
                .orElse(List.of())
                .forEach(record -> array.add(json(record)));
        return Reply.json(answer);
    }

    /** A run with its images. */
    public Reply run(@Header("run") String id) throws RefusedRequest {
        Optional<LiveRun> running = live.find(id);
        if (running.isPresent()) {
            ObjectNode node = RunJson.of(running.get(), clock.instant());
            ledger(books -> books.runs().find(id, clock.instant()))
                    .flatMap(found -> found)
                    .flatMap(RunRecord::takenOver)
                    .ifPresent(when -> node.put("takenOver", when.toString()));
            ArrayNode images = node.putArray("images");
            running.get()
                    .images()
                    .forEach(image ->
                            RunJson.putImage(images.addObject(), running.get().job(), image));
            return Reply.json(node);
        }
        RunRecord record = ledger(books -> books.runs().find(id, clock.instant()))
                .flatMap(found -> found)
                .orElseThrow(() -> new RefusedRequest(404, "there is no such run"));
        Optional<Job> job = find(record.run().job());
        ObjectNode node = RunJson.of(record, job);
        ArrayNode images = node.putArray("images");
        ledger(books -> books.outcomes().ofRun(id, MOST_IMAGES))
                .orElse(List.of())
                .forEach(noted -> images.add(RunJson.of(noted, job)));
        return Reply.json(node);
    }

    /** The footprints of images, as GeoJSON. */
    public Reply images(@Header("job") String job, @Header("limit") String limit) throws RefusedRequest, IOException {
        int most = number(limit, 2000, MOST_IMAGES);
        List<Job> of = given(job).isPresent() ? List.of(require(job)) : List.copyOf(jobs.all());
        return Reply.json(FootprintFeatures.of(of, most));
    }

    /** The images that failed when they were last tried. */
    public Reply failures(@Header("job") String job) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode array = answer.putArray("failures");
        given(job)
                .map(List::of)
                .orElseGet(() -> jobs.all().stream().map(Job::name).toList())
                .stream()
                .flatMap(name -> failed(name).stream())
                .limit(MOST_FAILURES)
                .forEach(failed -> array.addObject()
                        .put("job", failed.job())
                        .put("run", failed.run())
                        .put("image", failed.image())
                        .put("acquired", failed.acquired().toString())
                        .put("cause", failed.cause()));
        return Reply.json(answer);
    }

    /** The images of a job that failed when they were last tried. */
    List<FailedImage> failed(String job) {
        return ledger(books -> books.outcomes().latestFailures(job)).orElse(List.of());
    }

    /** A quicklook, an item or a report, by a path that begins with {@code /files/} and the name of its job. */
    public Reply file(@Header(Exchange.HTTP_PATH) String path) throws RefusedRequest, IOException {
        String[] parts = path.split("/", 4);
        if (parts.length < 4) {
            throw ServedFiles.unknown();
        }
        return ServedFiles.read(require(parts[2]), parts[3]);
    }

    /** The job with this name. */
    Job require(String name) throws RefusedRequest {
        return find(name).orElseThrow(() -> new RefusedRequest(404, "there is no such job"));
    }

    private Optional<Job> find(String name) {
        return jobs.all().stream().filter(job -> job.name().equals(name)).findFirst();
    }

    private static Optional<String> given(String parameter) {
        return Optional.ofNullable(parameter).filter(text -> !text.isEmpty());
    }

    private static int number(String parameter, int otherwise, int most) throws RefusedRequest {
        String text = given(parameter).orElse(String.valueOf(otherwise));
        if (!text.matches("\\d{1,6}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
            throw new RefusedRequest(400, "limit is not a number from 1 to " + most);
        }
        return Integer.parseInt(text);
    }
}
