package dev.swath.flow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swath.ledger.FailedImage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The images of a run out of turn, on their way through a schedule in a database. */
class ChosenImagesTest {

    @Test
    void are_read_as_they_were_written_whatever_their_texts() {
        List<FailedImage> images = List.of(
                new FailedImage(
                        "fields", "run-1", "C/a", Instant.parse("2024-01-10T12:00:00.123Z"), "HTTP 404: \"ö\"\n\\"),
                new FailedImage("fields", "run-2", "C/b", Instant.EPOCH, ""));

        assertThat(Schedule.chosen(Map.of(Schedule.CHOSEN, ChosenImages.write(images))))
                .isEqualTo(images);
    }

    @Test
    void a_run_of_the_schedule_has_none() {
        assertThat(Schedule.chosen(Map.of())).isEmpty();
        assertThat(Schedule.chosen(null)).isEmpty();
    }

    @Test
    void something_else_is_refused() {
        assertThatThrownBy(() -> ChosenImages.read("[{")).isInstanceOf(IllegalArgumentException.class);
    }
}
