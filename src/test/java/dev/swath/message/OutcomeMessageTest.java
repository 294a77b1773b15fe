package dev.swath.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swath.run.FailedAttempt;
import dev.swath.run.ImageOutcome;
import dev.swath.run.OutcomeStatus;
import dev.swath.run.RequestTiming;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutcomeMessageTest {

    private static final Instant ACQUIRED = Instant.parse("2024-01-10T16:06:21.024Z");

    private static OutcomeMessage message(ImageOutcome outcome) {
        return new OutcomeMessage("20240301T060000.000Z-david", outcome.image(), Optional.of(outcome), true);
    }

    private static ImageOutcome outcome(OutcomeStatus status) {
        return new ImageOutcome(
                "COPERNICUS/S2/20240110#north",
                ACQUIRED,
                status,
                Optional.of("2024/a.tif"),
                status == OutcomeStatus.FAILED ? Optional.of("it broke: \"so\"\n{{x}}") : Optional.empty(),
                12.3456789012345,
                0.1,
                5_000_000_000L,
                6_000_000_000L,
                7,
                3,
                2,
                1,
                4,
                status == OutcomeStatus.FAILED,
                List.of(new RequestTiming(1.5, 0.25, 0.3, 0.01, 0.02, 1234, 2, 1)),
                List.of(new FailedAttempt(0.5, 0.75, 429)));
    }

    @ParameterizedTest
    @EnumSource(OutcomeStatus.class)
    void an_outcome_is_read_as_it_was_written_and_as_its_schema_says(OutcomeStatus status) throws IOException {
        OutcomeMessage message = message(outcome(status));

        assertThat(OutcomeMessage.read(message.toJson())).isEqualTo(message);
        assertThat(Schemas.violationsOfOutcome(message.toJson())).isEmpty();
    }

    @Test
    void an_image_that_was_not_started_has_no_outcome() throws IOException {
        OutcomeMessage message = new OutcomeMessage("run", "image", Optional.empty(), false);

        assertThat(OutcomeMessage.read(message.toJson())).isEqualTo(message);
        assertThat(Schemas.violationsOfOutcome(message.toJson())).isEmpty();
    }

    @Test
    void what_is_optional_may_be_missing_and_what_is_not_known_is_ignored() throws IOException {
        byte[] lean = bytes("""
                {"type": "swath.image-outcome", "version": "1.3", "run": {"id": "r", "tenant": 1}, "image": "a/b",
                 "status": "skipped", "acquired": "2024-01-10T16:06:21.024Z", "worker": "w-1"}""");

        assertThat(Schemas.violationsOfOutcome(lean)).isEmpty();
        assertThat(OutcomeMessage.read(lean).outcome())
                .contains(ImageOutcome.untouched("a/b", ACQUIRED, OutcomeStatus.SKIPPED, Optional.empty(), 0));
    }

    @Test
    void another_version_or_an_unknown_status_is_refused() {
        assertThatThrownBy(() -> OutcomeMessage.read(bytes(
                        "{\"type\": \"swath.image-outcome\", \"version\": \"2.0\", \"run\": {\"id\": \"r\"}, \"image\": \"a\","
                                + " \"status\": \"not-started\"}")))
                .isInstanceOfSatisfying(UnreadableMessageException.class, refused -> {
                    assertThat(refused.run()).contains("r");
                    assertThat(refused.image()).contains("a");
                })
                .hasMessageContaining("'2.0'");
        assertThatThrownBy(() -> OutcomeMessage.read(bytes(
                        "{\"type\": \"swath.image-outcome\", \"version\": \"1.0\", \"run\": {\"id\": \"r\"}, \"image\": \"a\","
                                + " \"status\": \"lost\", \"acquired\": \"2024-01-10T16:06:21.024Z\"}")))
                .isInstanceOf(UnreadableMessageException.class);
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
