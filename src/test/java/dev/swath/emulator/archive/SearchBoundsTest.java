package dev.swath.emulator.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;

class SearchBoundsTest {

    private static final Instant MONDAY = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant FRIDAY = Instant.parse("2024-01-05T00:00:00Z");

    private final SearchBounds bounds = new SearchBounds();

    @Test
    void a_property_that_two_conditions_limit_may_have_the_values_of_both() {
        bounds.property("ORBIT", Set.of(1, 2, 3));
        bounds.property("ORBIT", Set.of(2.0, 3L, 4));

        assertThat(bounds.query().properties()).containsEntry("ORBIT", Set.of(2.0, 3.0));
        assertThat(bounds.query().wants("ORBIT", 2)).isTrue();
        assertThat(bounds.query().wants("ORBIT", 1)).isFalse();
        assertThat(bounds.query().wants("TILE", "17PLK")).isTrue();
        assertThat(bounds.isEmpty()).isFalse();
    }

    @Test
    void a_property_without_a_possible_value_matches_nothing() {
        bounds.property("TILE", Set.of("17PLK"));
        bounds.property("TILE", Set.of("17PLL"));

        assertThat(bounds.isEmpty()).isTrue();
    }

    @Test
    void one_of_several_conditions_covers_what_each_covers() {
        SearchBounds first = new SearchBounds();
        first.within(new Envelope(0, 1, 0, 1));
        first.notBefore(FRIDAY);
        first.property("ORBIT", Set.of(1));
        first.property("TILE", Set.of("17PLK"));
        SearchBounds second = new SearchBounds();
        second.within(new Envelope(5, 6, 5, 6));
        second.notBefore(MONDAY);
        second.before(FRIDAY);
        second.property("ORBIT", Set.of(2));
        SearchBounds impossible = new SearchBounds();
        impossible.property("ORBIT", Set.of());

        bounds.anyOf(List.of(first, second, impossible));

        SceneCollection.Query query = bounds.query();
        assertThat(query.bounds()).contains(new Envelope(0, 6, 0, 6));
        assertThat(query.start()).contains(MONDAY);
        assertThat(query.end()).isEqualTo(Optional.empty());
        assertThat(query.properties()).containsOnlyKeys("ORBIT").containsEntry("ORBIT", Set.of(1.0, 2.0));
    }

    @Test
    void none_of_several_impossible_conditions_matches_anything() {
        SearchBounds past = new SearchBounds();
        past.notBefore(FRIDAY);
        past.before(MONDAY);

        bounds.anyOf(List.of(past));

        assertThat(bounds.isEmpty()).isTrue();
    }
}
