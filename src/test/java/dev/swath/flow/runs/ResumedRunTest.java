package dev.swath.flow.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swath.Slow;
import dev.swath.flow.FlowTest;
import dev.swath.flow.ScriptedReply;
import dev.swath.flow.ScriptedRequest;
import dev.swath.flow.With;
import dev.swath.flow.jobs.Jobs;
import dev.swath.ledger.Ledger;
import dev.swath.ledger.LedgerUrl;
import dev.swath.ledger.RunRecord;
import dev.swath.ledger.RunStatus;
import dev.swath.message.OutcomeMessage;
import dev.swath.run.ImageOutcome;
import dev.swath.run.Outcomes;
import dev.swath.run.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import org.apache.camel.builder.AdviceWith;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A run whose scheduler is gone, completed by another one from what the ledger knows. */
@Slow("A run whose scheduler is gone is completed by another one from the ledger, with one summary.")
class ResumedRunTest extends FlowTest {

    private static final Instant ACQUIRED = Instant.parse("2024-01-10T15:41:41Z");

    private final Run run = Run.of(JOB, "parallel", Instant.now().minusSeconds(30));
    private Ledger gone;

    @Override
    protected Properties settings() throws IOException {
        Properties settings = new Properties();
        settings.setProperty("swath.download-to", "seda:tasks?concurrentConsumers=3");
        settings.setProperty("swath.outcomes-to", "seda:outcomes");
        settings.setProperty("swath.dead-tasks-to", "seda:dead-tasks");
        settings.putAll(super.settings());
        settings.setProperty("camel.component.quartz.autoStartScheduler", "true");
        return settings;
    }

    @BeforeEach
    void begin() throws Exception {
        AdviceWith.adviceWith(context, JOB, route -> route.replaceFromWith("direct:run"));
        earthEngine.lists("a b c d").answersPixels(ScriptedReply::pixels);
        gone = Ledger.open(LedgerUrl.of(Optional.of(ledgerUrl), Optional.empty()));
    }

    @AfterEach
    void close() {
        gone.close();
    }

    private static String id(String image) {
        return "COPERNICUS/S2_SR_HARMONIZED/" + image;
    }

    /** What the other scheduler has left: three images on their way, and a lease that has ended. */
    private void leaveRun() throws Exception {
        context.start();
        Jobs jobs = context.getRegistry().lookupByNameAndType("jobs", Jobs.class);
        gone.runs().opened(run);
        for (String image : new String[] {"a", "b", "c"}) {
            gone.sentImages().sending(run.id(), id(image), ACQUIRED);
        }
        gone.sentImages().sent(run.id(), id("a"));
        gone.sentImages().sent(run.id(), id("b"));
        gone.leases()
                .begin(run, SettingsFingerprint.of(jobs.job(JOB)), Instant.now().plusSeconds(600));
    }

    private void endLease() throws Exception {
        try (Connection connection = DriverManager.getConnection(ledgerUrl, "sa", "")) {
            connection
                    .createStatement()
                    .executeUpdate("UPDATE run_lease SET lease_ends = CURRENT_TIMESTAMP - INTERVAL '1' SECOND");
        }
    }

    private byte[] outcome(ImageOutcome outcome, boolean temporary) {
        return new OutcomeMessage(run.id(), outcome.image(), Optional.of(outcome), temporary).toJson();
    }

    private void came(ImageOutcome outcome, boolean temporary) {
        String document = new String(outcome(outcome, temporary), StandardCharsets.UTF_8);
        assertThat(gone.sentImages().returned(run.id(), outcome.image(), document))
                .isTrue();
    }

    private JsonNode summary() throws Exception {
        Path file = output().resolve("runs").resolve(run.id() + ".json");
        await().atMost(Duration.ofSeconds(40)).until(() -> Files.exists(file));
        return new ObjectMapper().readTree(file.toFile());
    }

    private RunRecord record() {
        return gone.runs().find(run.id(), Instant.now()).orElseThrow();
    }

    @Test
    void what_came_back_is_counted_what_is_missing_awaited_and_the_rest_sent() throws Exception {
        leaveRun();
        came(Outcomes.stored(id("a"), ACQUIRED, 1, Outcomes.request(0, 1)), false);
        endLease();
        template.sendBody("seda:outcomes", outcome(Outcomes.stored(id("b"), ACQUIRED, 1), false));

        JsonNode summary = summary();

        assertThat(summary.path("listed").asInt()).isEqualTo(4);
        assertThat(summary.path("stored").asInt()).isEqualTo(4);
        assertThat(earthEngine.pixelRequests())
                .extracting(ScriptedRequest::image)
                .containsExactlyInAnyOrder("c", "d");
        await().until(() -> record().status() == RunStatus.COMPLETE);
        assertThat(record().takenOver()).isPresent();
        assertThat(record().counts().stored()).isEqualTo(4);
        await().until(() -> gone.sentImages().page(run.id(), "", 10).isEmpty());
        assertThat(gone.leases().isUnderWay(JOB)).isFalse();
    }

    @Test
    void an_outcome_that_another_scheduler_has_received_is_found_in_the_ledger() throws Exception {
        leaveRun();
        endLease();
        await().until(() -> record().takenOver().isPresent());

        came(Outcomes.stored(id("b"), ACQUIRED, 1), false);
        came(Outcomes.stored(id("a"), ACQUIRED, 1), false);

        assertThat(summary().path("stored").asInt()).isEqualTo(4);
    }

    @Test
    @With("retry.rounds = 1")
    void an_image_that_failed_for_a_temporary_reason_is_sent_again() throws Exception {
        leaveRun();
        came(Outcomes.stored(id("a"), ACQUIRED, 1), false);
        came(ImageOutcome.failed(id("b"), ACQUIRED, "HTTP 503"), true);
        endLease();

        JsonNode summary = summary();

        assertThat(summary.path("stored").asInt()).isEqualTo(4);
        assertThat(earthEngine.pixelRequests())
                .extracting(ScriptedRequest::image)
                .containsExactlyInAnyOrder("b", "c", "d");
    }

    @Test
    @With("time-limit.run = 33s")
    void at_the_limit_of_the_run_images_without_an_outcome_are_named() throws Exception {
        leaveRun();
        came(Outcomes.stored(id("a"), ACQUIRED, 1), false);
        endLease();

        JsonNode summary = summary();

        assertThat(summary.path("failed").asInt()).isPositive();
        assertThat(summary.toString()).contains("no worker returned an outcome", "swath.time-limit.run = 33s");
    }

    @Test
    void a_run_with_other_settings_is_not_taken_over_but_marked_as_interrupted() throws Exception {
        context.start();
        gone.runs().opened(run);
        gone.leases().begin(run, "of other settings", Instant.now().plusSeconds(600));
        endLease();

        await().until(() -> record().status() == RunStatus.INTERRUPTED);

        assertThat(gone.leases().isUnderWay(JOB)).isFalse();
        assertThat(earthEngine.listRequests()).isEmpty();
    }

    @Test
    void a_run_that_is_in_good_hands_is_left_alone() throws Exception {
        leaveRun();

        assertThat(gone.leases().isUnderWay(JOB)).isTrue();
        assertThat(gone.leases().renew(run.id())).isTrue();
        endLease();
        await().until(() -> record().takenOver().isPresent());

        assertThat(gone.leases().renew(run.id())).isFalse();
        // So that the process does not wait for them when it stops.
        came(Outcomes.stored(id("a"), ACQUIRED, 1), false);
        came(Outcomes.stored(id("b"), ACQUIRED, 1), false);
        assertThat(summary().path("stored").asInt()).isEqualTo(4);
    }
}
