package dev.swath.emulator.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swath.emulator.raster.Budget;
import dev.swath.emulator.raster.ComputationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SortedSourceTest {

    private final Budget budget = Budget.standard(() -> false);

    /** Features numbered from 0; their clouds repeat after 97 values, and every tenth has none. */
    private static CollectionValue.Source features(int count) {
        return () -> IntStream.range(0, count)
                .<Element>mapToObj(number -> new FeatureValue(
                        Optional.empty(),
                        Properties.of(
                                number % 10 == 0
                                        ? Map.of("number", number)
                                        : Map.of("number", number, "clouds", number * 31L % 97))))
                .iterator();
    }

    private List<Object> numbers(CollectionValue.Source source) {
        List<Object> numbers = new ArrayList<>();
        source.elements()
                .forEachRemaining(element ->
                        numbers.add(element.properties().get("number").orElseThrow()));
        return numbers;
    }

    @Test
    void the_first_of_many_are_those_of_a_complete_order_and_equal_ones_stay_in_turn() {
        List<Object> all = numbers(new SortedSource(features(20_000), "clouds", true, Integer.MAX_VALUE, budget));
        List<Object> first = numbers(new SortedSource(features(20_000), "clouds", true, 300, budget));

        assertThat(all).hasSize(20_000);
        assertThat(first).isEqualTo(all.subList(0, 300));
        // 0 = 31 n (mod 97) where n is a multiple of 97; multiples of 10 have no clouds.
        assertThat(first.subList(0, 3)).containsExactly(97, 97 * 2, 97 * 3);
        assertThat((Integer) all.get(all.size() - 1) % 10).isZero();
    }

    @Test
    void a_few_of_a_million_need_no_memory_for_all() {
        Budget small = Budget.standard(() -> false);

        assertThat(numbers(new SortedSource(features(1_000_000), "clouds", true, 2, small)))
                .containsExactly(97, 97 * 2);
    }

    @Test
    void more_than_fit_in_memory_are_refused() {
        assertThatThrownBy(() -> numbers(new SortedSource(features(1_000_000), "clouds", true, 1_000_000, budget)))
                .isInstanceOf(ComputationException.class)
                .hasMessage("User memory limit exceeded.");
    }
}
