package dev.swath.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swath.run.ImageOutcome;
import dev.swath.run.OutcomeStatus;
import dev.swath.run.Outcomes;
import dev.swath.run.Run;
import dev.swath.run.RunSummary;
import dev.swath.run.RunTally;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a ledger does, in any database. */
@Timeout(60)
abstract class LedgerContract {

    private static final Instant NOON = Instant.parse("2024-01-10T12:00:00.123456Z");
    private static final Optional<String> EVERY_JOB = Optional.empty();

    private Ledger ledger;

    /** An empty database for one test. */
    abstract LedgerUrl url() throws Exception;

    @BeforeEach
    void open() throws Exception {
        ledger = Ledger.open(url());
    }

    @AfterEach
    void close() {
        if (ledger != null) {
            ledger.close();
        }
    }

    /** Else it would never get the migrations after the one that counts as the newest. */
    @Test
    void a_new_ledger_has_the_migration_that_counts_as_the_newest() throws Exception {
        try (Database database = Database.connect(opened())) {
            assertThat(LedgerMigration.isUpToDate(database)).isTrue();
            database.update("UPDATE \"swath_ledger_history\" SET \"success\" = ?", false);
            assertThat(LedgerMigration.isUpToDate(database)).isFalse();
        }
    }

    @Test
    void a_run_is_running_until_it_is_closed_with_its_counts() {
        Run run = begin("fields", NOON);
        add(run, Outcomes.stored("a", NOON, 2));
        add(run, failed("b", "HTTP 404 NOT_FOUND: Gone."));

        RunRecord running = latest().get(0);
        assertThat(running.status()).isEqualTo(RunStatus.RUNNING);
        assertThat(running.run()).isEqualTo(run);
        assertThat(running.ended()).isEmpty();
        assertThat(running.counts()).isEqualTo(new RunRecord.Counts(2, 1, 0, 0, 0, 1));

        RunTally tally = new RunTally(run);
        tally.add(Outcomes.stored("a", NOON, 2));
        tally.add(failed("b", "HTTP 404 NOT_FOUND: Gone."));
        tally.stop("the process was asked to stop");
        RunSummary summary = tally.summarize(NOON.plusSeconds(90));
        ledger.runs().closed(summary);

        RunRecord closed = latest().get(0);
        assertThat(closed.status()).isEqualTo(RunStatus.INCOMPLETE);
        assertThat(closed.ended()).hasValue(NOON.plusSeconds(90));
        assertThat(closed.wall()).isEqualTo(Duration.ofSeconds(90));
        assertThat(closed.counts()).isEqualTo(new RunRecord.Counts(2, 1, 0, 0, 0, 1));
        assertThat(closed.requests()).isEqualTo(summary.requests());
        assertThat(closed.bytesReceived()).isEqualTo(1_000_000);
        assertThat(closed.bytesWritten()).isEqualTo(400_000);
        assertThat(closed.stopped()).hasValue("the process was asked to stop");
        assertThat(closed.process()).isEqualTo(ProcessIdentity.current());
    }

    @Test
    void images_with_nothing_to_do_are_counted_with_the_rows_of_a_run_that_was_not_closed() {
        Run run = begin("fields", NOON);
        add(run, Outcomes.stored("a", NOON, 2));
        OutcomeTable.Untouched counts = new OutcomeTable.Untouched(3, 40);
        List<ImageOutcome> rows = List.of(
                ImageOutcome.untouched("b", NOON, OutcomeStatus.EMPTY, Optional.empty(), 0),
                ImageOutcome.untouched("c", NOON, OutcomeStatus.SKIPPED, Optional.of("c.tif"), 0));

        ledger.outcomes().addUntouched(run, rows, counts, NOON.plusSeconds(5));
        ledger.outcomes().addUntouched(run, rows, counts, NOON.plusSeconds(6));

        RunRecord running = latest().get(0);
        assertThat(running.counts()).isEqualTo(new RunRecord.Counts(46, 1, 4, 41, 0, 0));
        assertThat(running.seen()).isEqualTo(NOON.plusSeconds(6));
        assertThat(ledger.outcomes().ofRun(run.id(), 10))
                .extracting(RecordedOutcome::image)
                .containsExactly("a", "b", "c");
        end(run);
        ledger.outcomes().addUntouched(run, List.of(), counts, NOON.plusSeconds(40));
        assertThat(latest().get(0).counts()).isEqualTo(new RunRecord.Counts(0, 0, 0, 0, 0, 0));
    }

    @Test
    void of_some_images_those_are_known_that_have_failed_before() {
        Run run = begin("fields", NOON);
        add(run, failed("a", "HTTP 404"));
        add(run, Outcomes.stored("b", NOON, 2));

        assertThat(ledger.outcomes().failedBefore(List.of("a", "b", "c"))).containsExactly("a");
        assertThat(ledger.outcomes().failedBefore(List.of())).isEmpty();
    }

    @Test
    void the_last_end_of_a_job_is_that_of_its_latest_run_of_the_whole_listing() {
        end(begin("fields", NOON));
        end(begin("fields", NOON.plusSeconds(100)));
        Run chosen = begin("fields", NOON.plusSeconds(200));
        ledger.runs().chosen(chosen);
        end(chosen);
        end(begin("forests", NOON.plusSeconds(300)));
        begin("fields", NOON.plusSeconds(400));

        assertThat(ledger.runs().lastEnded("fields", RunStatus.COMPLETE)).hasValue(NOON.plusSeconds(130));
        assertThat(ledger.runs().lastEnded("fields", RunStatus.INCOMPLETE)).isEmpty();
        assertThat(ledger.runs().lastEnded("lakes", RunStatus.COMPLETE)).isEmpty();
    }

    private void end(Run run) {
        ledger.runs().closed(new RunTally(run).summarize(run.started().plusSeconds(30)));
    }

    @Test
    void the_latest_runs_come_first_of_one_job_or_of_all() {
        begin("fields", NOON);
        begin("forests", NOON.plusSeconds(1));
        begin("fields", NOON.plusSeconds(2));

        assertThat(latest())
                .extracting(record -> record.run().started())
                .containsExactly(NOON.plusSeconds(2), NOON.plusSeconds(1), NOON);
        assertThat(ledger.runs().latest(Optional.of("fields"), 10, NOON))
                .extracting(record -> record.run().job())
                .containsExactly("fields", "fields");
        assertThat(ledger.runs().latest(EVERY_JOB, 2, NOON)).hasSize(2);
        assertThat(ledger.outcomes().jobs()).containsExactly("fields", "forests");
    }

    @Test
    void a_run_whose_process_is_gone_was_interrupted() {
        Run run = begin("fields", NOON);
        add(run, Outcomes.stored("a", NOON, 2));
        pretend(run, "process_id = 2147483646");

        assertThat(latest().get(0).status()).isEqualTo(RunStatus.INTERRUPTED);
        List<RunRecord> interrupted = ledger.runs().interrupt("fields", NOON);
        assertThat(interrupted).hasSize(1);
        assertThat(interrupted.get(0).counts().stored()).isEqualTo(1);
        assertThat(ledger.runs().interrupt("fields", NOON)).as("told once").isEmpty();
    }

    /** Process ids are reused, so processes are distinguished by their start, too. */
    @Test
    void a_run_of_an_earlier_process_with_the_same_id_was_interrupted() {
        Run run = begin("fields", NOON);
        assertThat(latest().get(0).status()).isEqualTo(RunStatus.RUNNING);

        pretend(run, "process_started = TIMESTAMP '2001-01-01 00:00:00'");

        assertThat(latest().get(0).status()).isEqualTo(RunStatus.INTERRUPTED);
    }

    @Test
    void a_run_of_another_machine_is_taken_for_interrupted_once_it_is_silent_for_five_minutes() {
        Run run = begin("fields", NOON);
        pretend(run, "host = 'elsewhere', process_id = 1");
        ledger.runs().seen(run, NOON.plusSeconds(60));

        assertThat(ledger.runs().interrupt("fields", NOON.plusSeconds(360))).isEmpty();
        assertThat(ledger.runs().interrupt("fields", NOON.plusSeconds(361))).hasSize(1);

        ledger.runs().seen(run, NOON.plusSeconds(370));
        assertThat(ledger.runs()
                        .find(run.id(), NOON.plusSeconds(371))
                        .orElseThrow()
                        .status())
                .as("a sign of life")
                .isEqualTo(RunStatus.RUNNING);
    }

    @Test
    void a_run_that_this_process_has_left_open_is_interrupted_when_its_job_begins_again() {
        begin("fields", NOON);
        begin("forests", NOON);

        assertThat(ledger.runs().interrupt("fields", NOON.plusSeconds(1)))
                .extracting(record -> record.run().job())
                .containsExactly("fields");
    }

    @Test
    void a_run_that_is_forgotten_leaves_nothing() {
        Run run = begin("fields", NOON);
        add(run, failed("a", "gone"));

        ledger.runs().forget(run);

        assertThat(latest()).isEmpty();
        assertThat(ledger.outcomes().latestFailures("fields")).isEmpty();
    }

    @Test
    void the_latest_failures_are_those_that_no_later_run_has_mended() {
        Run first = begin("fields", NOON);
        add(first, failed("a", "first"), failed("b", "first"), failed("c", "first"));
        close(first, failed("a", "first"), failed("b", "first"), failed("c", "first"));
        Run second = begin("fields", NOON.plusSeconds(10));
        ledger.runs().chosen(second);
        add(second, Outcomes.stored("a", NOON, 1), failed("b", "second"));
        close(second, Outcomes.stored("a", NOON, 1), failed("b", "second"));
        add(begin("forests", NOON.plusSeconds(20)), failed("z", "elsewhere"));

        assertThat(ledger.outcomes().latestFailures("fields"))
                .extracting(FailedImage::image, FailedImage::cause, FailedImage::run)
                .containsExactlyInAnyOrder(tuple("b", "second", second), tuple("c", "first", first));
        assertThat(ledger.outcomes().failures(first.id()))
                .extracting(FailedImage::image)
                .containsExactlyInAnyOrder("b", "c");
    }

    private static Tuple tuple(String image, String cause, Run run) {
        return Assertions.tuple(image, cause, run.id());
    }

    @Test
    void an_image_that_failed_and_is_in_work_elsewhere_since_is_still_missing() {
        Run first = begin("fields", NOON);
        add(first, failed("a", "gone"));
        close(first, failed("a", "gone"));
        Run second = begin("fields", NOON.plusSeconds(10));
        ledger.runs().chosen(second);
        ImageOutcome elsewhere = ImageOutcome.untouched("a", NOON, OutcomeStatus.ELSEWHERE, Optional.empty(), 0);
        add(second, elsewhere);
        close(second, elsewhere);

        assertThat(ledger.outcomes().latestFailures("fields"))
                .extracting(FailedImage::image)
                .containsExactly("a");
        assertThat(ledger.outcomes().failures(first.id())).hasSize(1);
        assertThat(latest().get(0).counts()).isEqualTo(new RunRecord.Counts(1, 0, 0, 0, 1, 0));
        assertThat(latest().get(0).status()).isEqualTo(RunStatus.COMPLETE);
    }

    /** An image that has left the time window is never tried again, so it would stay in the list for ever. */
    @Test
    void what_failed_before_the_last_whole_run_of_the_job_is_no_longer_listed() {
        Run first = begin("fields", NOON);
        add(first, failed("old", "gone"));
        close(first, failed("old", "gone"));
        Run second = begin("fields", NOON.plusSeconds(10));
        add(second, Outcomes.stored("new", NOON, 1));
        close(second, Outcomes.stored("new", NOON, 1));

        assertThat(ledger.outcomes().latestFailures("fields")).isEmpty();
        assertThat(ledger.outcomes().failures(first.id())).hasSize(1);
    }

    @Test
    void an_image_has_one_outcome_in_a_run_the_last() {
        Run run = begin("fields", NOON);
        add(run, failed("a", "gone"), Outcomes.stored("a", NOON, 1));

        assertThat(latest().get(0).counts()).isEqualTo(new RunRecord.Counts(1, 1, 0, 0, 0, 0));
    }

    @Test
    void any_text_can_be_a_cause() {
        Run run = begin("fields", NOON);
        String odd = "'; DROP TABLE run; -- ünïcödé 🛰 \" \\ " + "x".repeat(10_000);
        add(run, failed("a", odd), failed("b", "a zero\0 byte"));

        assertThat(ledger.outcomes().failures(run.id()))
                .extracting(FailedImage::cause)
                .containsExactlyInAnyOrder(odd, "a zero byte");
    }

    @Test
    void a_file_holds_what_was_put_into_it_last() {
        StoredImage first = stored("a.tif", "a", "fingerprint-1");
        StoredImage second = stored("a.tif", "a", "fingerprint-2");
        ledger.storedImages().put(first);
        ledger.storedImages().put(second);

        assertThat(ledger.storedImages().find("/images", "a.tif")).hasValue(second);
        assertThat(ledger.storedImages().find("/elsewhere", "a.tif")).isEmpty();
        assertThat(second.is("a", NOON, "fingerprint-2")).isTrue();
        assertThat(second.is("a", NOON, "fingerprint-1")).isFalse();
        assertThat(second.is("a", NOON.plusSeconds(1), "fingerprint-2")).isFalse();
        assertThat(second.is("b", NOON, "fingerprint-2")).isFalse();
    }

    @Test
    void an_image_is_blank_with_the_settings_that_it_was_found_blank_with() {
        BlankImage blank = new BlankImage("fingerprint-1", "a", "run-1", NOON);
        ledger.blankImages().put(blank);
        ledger.blankImages().put(new BlankImage("fingerprint-1", "a", "run-2", NOON.plusSeconds(1)));

        assertThat(ledger.blankImages().has("fingerprint-1")).isTrue();
        assertThat(ledger.blankImages().has("fingerprint-2")).isFalse();
    }

    @Test
    void how_cloudy_an_image_is_is_kept_as_it_was_answered_first_and_unknown_stays_unknown() {
        KnownCloudShare share = new KnownCloudShare("fingerprint-1", "a", OptionalDouble.of(12.5), "run-1", NOON);
        KnownCloudShare unknown = new KnownCloudShare("fingerprint-2", "b", OptionalDouble.empty(), "run-1", NOON);
        ledger.cloudShares().put(share);
        ledger.cloudShares().put(new KnownCloudShare("fingerprint-1", "a", OptionalDouble.of(99), "run-2", NOON));
        ledger.cloudShares().put(unknown);

        assertThat(ledger.cloudShares().find("fingerprint-1")).hasValue(share);
        assertThat(ledger.cloudShares().find("fingerprint-2")).hasValue(unknown);
        assertThat(ledger.cloudShares().find("fingerprint-3")).isEmpty();
    }

    @Test
    void an_outcome_of_a_run_that_is_not_there_is_refused() {
        Run unknown = Run.of("fields", "parallel", NOON);

        assertThatThrownBy(() -> ledger.outcomes().add(unknown, failed("a", "gone")))
                .isInstanceOfSatisfying(LedgerException.class, failure -> assertThat(failure.isRefusal())
                        .isTrue());
    }

    @Test
    void what_is_noted_is_there_when_the_ledger_is_opened_again() throws Exception {
        ledger.storedImages().put(stored("a.tif", "a", "fingerprint"));
        Run run = begin("fields", NOON);

        try (Ledger another = Ledger.open(opened())) {
            assertThat(another.storedImages().find("/images", "a.tif")).isPresent();
            assertThat(another.runs().find(run.id(), NOON)).isPresent();
        }
    }

    @Test
    void many_threads_may_write_at_once() throws Exception {
        Run run = begin("fields", NOON);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Void>> writes = IntStream.range(0, 64)
                    .<Callable<Void>>mapToObj(i -> () -> {
                        // Eight of them at a time write the same file and the same image.
                        add(run, Outcomes.stored("image-" + i / 8, NOON, 1));
                        ledger.storedImages().put(stored(i / 8 + ".tif", "image-" + i / 8, "f"));
                        return null;
                    })
                    .toList();
            for (Future<Void> written : threads.invokeAll(writes)) {
                written.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(latest().get(0).counts().stored()).isEqualTo(8);
        assertThat(ledger.storedImages().find("/images", "7.tif")).isPresent();
    }

    @Test
    void an_image_is_claimed_once_until_it_is_given_back() {
        Claim first = claim("a", "run-1");
        Claim second = claim("a", "run-2");

        assertThat(ledger.claims().take(first)).isEmpty();
        assertThat(ledger.claims().take(first)).as("asked again").isEmpty();
        assertThat(ledger.claims().take(second)).hasValue("run-1");
        assertThat(ledger.claims().take(claim("b", "run-2"))).isEmpty();

        ledger.claims().release(second);
        assertThat(ledger.claims().take(second)).as("not its own").hasValue("run-1");
        ledger.claims().release(first);
        assertThat(ledger.claims().take(second)).isEmpty();
        assertThat(ledger.claims().renew(second)).isTrue();
        assertThat(ledger.claims().renew(first)).isFalse();
    }

    @Test
    void a_claim_of_another_machine_ends_with_its_lease() {
        ledger.claims().take(claim("a", "run-1"));
        pretendClaim("host = 'elsewhere', process_id = 1");
        assertThat(ledger.claims().take(claim("a", "run-2"))).hasValue("run-1");

        pretendClaim("lease_ends = CURRENT_TIMESTAMP - INTERVAL '1' SECOND");

        assertThat(ledger.claims().take(claim("a", "run-2"))).isEmpty();
        assertThat(ledger.claims().take(claim("a", "run-3"))).hasValue("run-2");
    }

    @Test
    void a_claim_of_a_process_of_this_machine_ends_with_it() {
        ledger.claims().take(claim("a", "run-1"));
        pretendClaim("process_id = 2147483646");

        assertThat(ledger.claims().take(claim("a", "run-2"))).isEmpty();
    }

    @Test
    void claims_of_those_that_are_gone_are_given_back_and_others_are_not() {
        ledger.claims().take(claim("dead", "run-1"));
        pretendClaim("process_id = 2147483646");
        ledger.claims().take(claim("ours", "run-1"));
        ledger.claims().releaseEnded();
        assertThat(ledger.claims().holders()).containsExactly(ProcessIdentity.current());

        pretendClaim("host = 'elsewhere', process_id = 1");
        ledger.claims().releaseEnded();
        assertThat(ledger.claims().holders()).as("within its lease").hasSize(1);

        pretendClaim("lease_ends = CURRENT_TIMESTAMP - INTERVAL '1' SECOND");
        ledger.claims().releaseEnded();
        assertThat(ledger.claims().holders()).isEmpty();
    }

    @Test
    void of_many_that_want_an_image_at_once_one_gets_it_though_an_old_claim_is_in_its_way() throws Exception {
        ledger.claims().take(claim("old", "run-0"));
        pretendClaim("lease_ends = CURRENT_TIMESTAMP - INTERVAL '1' SECOND");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (String image : List.of("old", "new")) {
                List<Callable<Optional<String>>> wishes = IntStream.rangeClosed(1, 16)
                        .<Callable<Optional<String>>>mapToObj(
                                i -> () -> ledger.claims().take(claim(image, "run-" + i)))
                        .toList();
                int got = 0;
                for (Future<Optional<String>> wish : threads.invokeAll(wishes)) {
                    got += wish.get().isEmpty() ? 1 : 0;
                }
                assertThat(got).as(image).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Claim claim(String image, String run) {
        return new Claim("/images", image + ".tif", image, run);
    }

    private void pretendClaim(String columns) {
        try (Database database = Database.connect(opened())) {
            assertThat(database.update("UPDATE claim SET " + columns)).isEqualTo(1);
        }
    }

    @Test
    void a_share_of_a_quota_grows_only_into_what_the_others_have_given_up() {
        try (Ledger second = Ledger.open(opened())) {
            assertThat(renew(ledger, 10, 0)).isEqualTo(10);
            assertThat(renew(second, 10, 0)).as("nothing is free").isZero();
            assertThat(renew(ledger, 10, 8))
                    .as("from now on half, though eight are in flight still")
                    .isEqualTo(5);
            assertThat(renew(second, 10, 0)).isEqualTo(2);
            assertThat(renew(ledger, 10, 5)).isEqualTo(5);
            assertThat(renew(second, 10, 0)).as("all of them have ended").isEqualTo(5);

            second.quotas().leave("project");
            assertThat(renew(ledger, 10, 5)).isEqualTo(10);
        }
    }

    @Test
    void a_process_that_wants_little_leaves_the_rest_of_a_quota_to_the_others() {
        try (Ledger second = Ledger.open(opened())) {
            renew(second, 1, 0);
            assertThat(renew(ledger, 20, 0)).isEqualTo(9);
            assertThat(renew(second, 1, 0)).isEqualTo(1);
        }
    }

    @Test
    void a_share_of_a_quota_ends_with_its_lease() {
        try (Ledger second = Ledger.open(opened());
                Database database = Database.connect(opened())) {
            renew(ledger, 10, 0);
            assertThat(renew(second, 10, 0)).isZero();
            database.update("UPDATE quota_share SET lease_ends = CURRENT_TIMESTAMP - INTERVAL '1' SECOND"
                    + " WHERE granted > 0");

            assertThat(renew(second, 10, 0)).isEqualTo(10);
            assertThat(renew(ledger, 10, 0)).as("without a row it has nothing").isZero();
        }
    }

    @Test
    void where_processes_differ_about_the_size_of_a_quota_the_smallest_counts() {
        try (Ledger second = Ledger.open(opened())) {
            second.quotas().renew(new QuotaTable.Demand("project", 4, 10), target -> 0);

            assertThat(renew(ledger, 10, 0)).as("four are taken").isZero();
            assertThat(ledger.quotas().renew(new QuotaTable.Demand("another", 7, 10), target -> 0))
                    .isEqualTo(new QuotaTable.Grant(7, 7));
        }
    }

    @Test
    void shares_of_a_quota_are_never_more_than_the_whole_while_processes_come_and_go() throws Exception {
        AtomicInteger sum = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (Ledger second = Ledger.open(opened());
                Ledger third = Ledger.open(opened())) {
            List<Callable<Boolean>> processes = Stream.of(ledger, second, third)
                    .<Callable<Boolean>>map(own -> () -> comeAndGo(own, new Random(own.hashCode()), sum, most))
                    .toList();
            for (Future<Boolean> process : threads.invokeAll(processes)) {
                assertThat(process.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(most).hasValueBetween(1, 10);
        assertThat(sum).hasValue(0);
    }

    /** Uses all that it may at once, and gives some of it back late. */
    private static boolean comeAndGo(Ledger own, Random random, AtomicInteger sum, AtomicInteger most) {
        AtomicInteger used = new AtomicInteger();
        for (int beat = 1; beat <= 40; beat++) {
            QuotaTable.Demand demand = new QuotaTable.Demand("project", 10, 1 + random.nextInt(10));
            int granted = own.quotas()
                    .renew(demand, target -> {
                        int late = Math.min(used.get(), target + random.nextInt(3));
                        sum.addAndGet(late - used.getAndSet(late));
                        return late;
                    })
                    .requests();
            int more = Math.max(used.get(), granted);
            most.accumulateAndGet(sum.addAndGet(more - used.getAndSet(more)), Math::max);
            if (beat % 10 == 0) {
                sum.addAndGet(-used.getAndSet(0));
                own.quotas().leave("project");
            }
        }
        return true;
    }

    /** The share of a process that wants so many of ten requests, with as many in flight where its share shrinks. */
    private static int renew(Ledger ledger, int wanted, int inFlight) {
        return ledger.quotas()
                .renew(new QuotaTable.Demand("project", 10, wanted), target -> inFlight)
                .requests();
    }

    /** Another connection to this test's database. */
    abstract LedgerUrl opened();

    private Run begin(String job, Instant started) {
        Run run = Run.of(job, "parallel", started);
        ledger.runs().opened(run);
        return run;
    }

    @Test
    void items_are_kept_by_output_and_job_and_the_last_one_of_a_name_counts() {
        ledger.items().put(new KeptItem("s3", "b.json", "fields", "{}"));
        ledger.items().put(new KeptItem("s3", "a.json", "fields", "{}"));
        ledger.items().put(new KeptItem("s3", "c.json", "woods", "{}"));
        ledger.items().put(new KeptItem("other", "d.json", "coast", "{}"));
        ledger.items().put(new KeptItem("s3", "b.json", "fields", "{\"id\": 1}"));

        assertThat(ledger.items().jobs("s3")).containsExactly("fields", "woods");
        assertThat(ledger.items().page("s3", "fields", "", 1))
                .extracting(KeptItem::file)
                .containsExactly("a.json");
        assertThat(ledger.items().page("s3", "fields", "a.json", 10))
                .extracting(KeptItem::json)
                .containsExactly("{\"id\": 1}");
    }

    private void add(Run run, ImageOutcome... outcomes) {
        for (ImageOutcome outcome : outcomes) {
            ledger.outcomes().add(run, outcome);
        }
    }

    private void close(Run run, ImageOutcome... outcomes) {
        RunTally tally = new RunTally(run);
        List.of(outcomes).forEach(tally::add);
        ledger.runs().closed(tally.summarize(run.started().plusSeconds(5)));
    }

    private List<RunRecord> latest() {
        return ledger.runs().latest(EVERY_JOB, 10, NOON.plusSeconds(2));
    }

    /** As if another process, or another machine, had opened the run. */
    private void pretend(Run run, String columns) {
        try (Database database = Database.connect(opened())) {
            assertThat(database.update("UPDATE run SET " + columns + " WHERE id = ?", run.id()))
                    .isEqualTo(1);
        }
    }

    private static ImageOutcome failed(String image, String cause) {
        ImageOutcome failed = ImageOutcome.failed(image, NOON, cause);
        assertThat(failed.status()).isEqualTo(OutcomeStatus.FAILED);
        return failed;
    }

    private static StoredImage stored(String file, String image, String fingerprint) {
        return new StoredImage("/images", file, image, NOON, fingerprint, 42, "run-1", NOON, Optional.empty());
    }
}
