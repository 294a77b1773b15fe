package dev.swath.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.run.ImageOutcome;
import dev.swath.run.Run;
import dev.swath.run.RunTally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a job may be started. */
class LiveRunTrackerTest {

    private static final Instant START = Instant.parse("2024-01-05T06:00:00Z");

    private final LiveRunTracker live = new LiveRunTracker(SomeJob::named, () -> 2, () -> 4);

    /** Between the click and the opening of the run, nothing of the run is there to be seen. */
    @Test
    void a_started_job_is_not_started_again_before_its_run_is_open() {
        assertThat(live.claim("david")).isTrue();

        assertThat(live.claim("david")).isFalse();
        assertThat(live.claim("canal")).as("another one").isTrue();
    }

    @Test
    void a_job_that_could_not_be_started_may_be_started_again() {
        live.claim("david");

        live.release("david");

        assertThat(live.claim("david")).isTrue();
    }

    @Test
    void a_job_is_free_again_when_its_run_is_settled_and_not_when_it_is_closed() {
        Run run = Run.of("david", "parallel", START);
        live.claim("david");
        live.opened(run);
        live.closed(new RunTally(run).summarize(START));
        assertThat(live.claim("david")).as("its report is not written yet").isFalse();

        live.settled(new RunTally(run).summarize(START));

        assertThat(live.claim("david")).isTrue();
    }

    @Test
    void the_progress_of_a_short_run_is_sent_before_its_end() {
        List<LiveEvent> told = new ArrayList<>();
        live.follow(told::add);
        Run run = Run.of("david", "parallel", START);
        live.opened(run);
        live.listed(run, "a");
        live.finished(run, ImageOutcome.failed("a", START, "gone"));

        live.settled(new RunTally(run).summarize(START));

        assertThat(told).extracting(LiveEvent::name).containsExactly("opened", "image", "progress", "closed");
        assertThat(told.get(2).data().toString()).contains("\"failed\":1", "\"inFlight\":2", "\"limit\":4");
    }

    @Test
    void a_job_is_free_again_when_its_run_was_abandoned_and_that_is_sent() {
        List<LiveEvent> told = new ArrayList<>();
        live.follow(told::add);
        Run run = Run.of("david", "parallel", START);
        live.opened(run);
        assertThat(live.claim("david")).isFalse();

        live.abandoned(run);

        assertThat(live.claim("david")).isTrue();
        assertThat(told).extracting(LiveEvent::name).containsExactly("opened", "closed");
        assertThat(told.get(1).data().path("state").asText()).isEqualTo("interrupted");
    }
}
