package dev.swath.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** How a quota is divided. */
class QuotaTableTest {

    @Test
    void equal_wishes_get_equal_parts() {
        assertThat(QuotaTable.divide(40, Map.of("a", 40, "b", 40))).isEqualTo(Map.of("a", 20, "b", 20));
    }

    @Test
    void what_some_do_not_want_is_for_the_others() {
        assertThat(QuotaTable.divide(40, Map.of("idle", 1, "b", 20, "c", 40)))
                .isEqualTo(Map.of("idle", 1, "b", 19, "c", 20));
    }

    @Test
    void of_more_processes_than_requests_some_get_none() {
        assertThat(QuotaTable.divide(1, Map.of("a", 20, "b", 20))).isEqualTo(Map.of("a", 0, "b", 1));
    }

    @Property
    void all_parts_together_are_the_whole_or_all_that_is_wanted(
            @ForAll @IntRange(min = 1, max = 40) int total,
            @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 40) Integer> wanted) {
        Map<String, Integer> wishes = new HashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            wishes.put("w" + i, wanted.get(i));
        }

        Map<String, Integer> parts = QuotaTable.divide(total, wishes);

        int sum = wanted.stream().mapToInt(Integer::intValue).sum();
        assertThat(parts.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(Math.min(total, sum));
        assertThat(parts).allSatisfy((worker, part) -> assertThat(part).isBetween(0, wishes.get(worker)));
    }
}
