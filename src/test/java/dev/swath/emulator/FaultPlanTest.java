package dev.swath.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FaultPlanTest {

    private static final FaultPlan TENTHS =
            FaultPlan.random(7, Map.of(Fault.UNAVAILABLE, 0.1, Fault.CORRUPT, 0.1, Fault.HANG, 0.1));

    @Test
    void a_plan_is_read_from_text() {
        FaultPlan plan =
                FaultPlan.parse(" 429:0.05, pixels.503:0.02,listing.401 : 0.5,corrupt:0.125,seed:-7,in-a-row:2");

        assertThat(plan)
                .isEqualTo(new FaultPlan(
                        Map.of(
                                FaultScope.PIXELS,
                                Map.of(Fault.TOO_MANY_REQUESTS, 0.05, Fault.UNAVAILABLE, 0.02, Fault.CORRUPT, 0.125),
                                FaultScope.LISTING,
                                Map.of(Fault.TOO_MANY_REQUESTS, 0.05, Fault.UNAUTHENTICATED, 0.5)),
                        -7,
                        2,
                        Integer.MAX_VALUE,
                        false));
    }

    @Test
    void a_reset_comes_before_the_body_or_within_it_equally_often() {
        assertThat(FaultPlan.parse("pixels.reset:0.02").shares())
                .isEqualTo(
                        Map.of(FaultScope.PIXELS, Map.of(Fault.RESET_BEFORE_BODY, 0.01, Fault.RESET_MID_BODY, 0.01)));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void every_fault_can_be_named(Fault fault) {
        assertThat(FaultPlan.parse(fault.id() + ":0.5").withMostInARow(1))
                .isEqualTo(FaultPlan.random(0, Map.of(fault, 0.5)).withMostInARow(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\"                     | '' is not a fault with its share",
                "503                      | '503' is not a fault with its share",
                "503:0.1,                 | '' is not a fault with its share",
                "504:0.1                  | '504' is not a fault; use one of 429 429-retry-after 429-retry-after-date 500",
                "pictures.503:0.1         | 'pictures.503' is not a fault; use one of",
                "pixels.seed:3            | 'seed' is not a fault; use one of",
                "503:often                | '503:often' has a share that is not a number",
                "503:                     | '503:' has a share that is not a number",
                "503:1.5                  | '503:1.5' has a share outside 0 to 1",
                "503:-0.1                 | '503:-0.1' has a share outside 0 to 1",
                "503:NaN                  | '503:NaN' has a share outside 0 to 1",
                "503:0.1,503:0.2          | 503 is given twice for listing",
                "503:0.1,pixels.503:0.2   | 503 is given twice for pixels",
                "503:0.6,pixels.429:0.5   | the shares of pixels sum up to 1.1",
                "listing.wrong-size:0.1   | wrong-size applies to pixels only, not to listings",
                "503:0.1,seed:x           | 'seed:x' does not have a whole number",
                "503:0.1,in-a-row:0       | 0 hits in a row; at least 1",
                "seed:7                   | it names no fault"
            })
    void an_invalid_plan_is_refused_with_the_reason(String text, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FaultPlan.parse(text))
                .withMessageContaining(reason);
    }

    @Test
    void each_fault_hits_about_its_share_of_the_requests() {
        FaultSchedule schedule = new FaultSchedule(FaultPlan.parse("429:0.05,pixels.truncate:0.2,seed:3"));
        Map<Fault, Integer> hits = new EnumMap<>(Fault.class);
        for (int i = 0; i < 10_000; i++) {
            schedule.next(pixels("tile " + i)).ifPresent(hit -> hits.merge(hit.fault(), 1, Integer::sum));
        }

        assertThat(hits).containsOnlyKeys(Fault.TOO_MANY_REQUESTS, Fault.TRUNCATE);
        // More than four standard deviations either way.
        assertThat(hits.get(Fault.TOO_MANY_REQUESTS)).isCloseTo(500, within(100));
        assertThat(hits.get(Fault.TRUNCATE)).isCloseTo(2000, within(170));
    }

    @Test
    void faults_of_a_target_do_not_depend_on_other_requests() {
        List<String> targets = IntStream.range(0, 50).mapToObj(i -> "tile " + i).toList();
        FaultSchedule inTurns = new FaultSchedule(TENTHS);
        FaultSchedule oneByOne = new FaultSchedule(TENTHS);
        Map<String, List<Optional<FaultSchedule.Hit>>> turns = new HashMap<>();
        for (int request = 0; request < 10; request++) {
            targets.forEach(target ->
                    turns.computeIfAbsent(target, unknown -> new ArrayList<>()).add(inTurns.next(pixels(target))));
        }

        targets.forEach(target -> {
            List<Optional<FaultSchedule.Hit>> hits = new ArrayList<>();
            for (int request = 0; request < 10; request++) {
                hits.add(oneByOne.next(pixels(target)));
                oneByOne.next(pixels("another tile"));
            }
            assertThat(hits).isEqualTo(turns.get(target));
        });
        assertThat(turns.values().stream().distinct()).hasSizeGreaterThan(40);
    }

    @Test
    void another_seed_hits_other_requests() {
        assertThat(hits(new FaultSchedule(TENTHS), 100))
                .isEqualTo(hits(new FaultSchedule(TENTHS), 100))
                .isNotEqualTo(
                        hits(new FaultSchedule(new FaultPlan(TENTHS.shares(), 8, 3, Integer.MAX_VALUE, false)), 100));
    }

    @Test
    void a_target_is_spared_after_the_most_hits_in_a_row() {
        FaultPlan plan = FaultPlan.random(1, Map.of(Fault.UNAVAILABLE, 1.0));

        assertThat(hits(new FaultSchedule(plan), 8)).containsExactly(true, true, true, false, true, true, true, false);
        assertThat(hits(new FaultSchedule(plan.withMostInARow(1)), 4)).containsExactly(true, false, true, false);
    }

    @Test
    void a_scripted_plan_hits_the_first_requests_of_a_scope() {
        FaultSchedule schedule = new FaultSchedule(FaultPlan.first(2, Fault.HTML));

        assertThat(List.of(
                        schedule.next(pixels("a")).isPresent(),
                        schedule.next(listing("1")).isPresent(),
                        schedule.next(pixels("b")).isPresent(),
                        schedule.next(pixels("c")).isPresent(),
                        schedule.next(pixels("a")).isPresent(),
                        schedule.next(listing("1")).isPresent(),
                        schedule.next(listing("2")).isPresent()))
                .containsExactly(true, true, true, false, false, true, false);
    }

    @Test
    void a_scripted_plan_hits_the_first_requests_of_each_target() {
        FaultSchedule schedule =
                new FaultSchedule(FaultPlan.firstOfEach(1, Fault.HTML).only(FaultScope.LISTING));

        assertThat(List.of(
                        schedule.next(listing("1")).isPresent(),
                        schedule.next(listing("1")).isPresent(),
                        schedule.next(listing("2")).isPresent(),
                        schedule.next(pixels("a")).isPresent(),
                        schedule.next(listing("2")).isPresent()))
                .containsExactly(true, false, true, false, false);
    }

    @Test
    void a_fault_may_last_for_ever() {
        assertThat(hits(new FaultSchedule(FaultPlan.always(Fault.UNAUTHENTICATED)), 100))
                .containsOnly(true);
    }

    @Test
    void requests_of_neither_scope_are_never_hit() {
        FaultSchedule schedule = new FaultSchedule(FaultPlan.always(Fault.UNAVAILABLE));

        assertThat(schedule.next(request("GET", "/v1/projects/p/assets/a", "", "")))
                .isEmpty();
        assertThat(schedule.next(request("POST", "/token", "", ""))).isEmpty();
        assertThat(schedule.next(request("HEAD", "/v1/projects/p/assets/a:listAssets", "", "")))
                .isEmpty();
    }

    private static List<Boolean> hits(FaultSchedule schedule, int requests) {
        List<Boolean> hits = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            hits.add(schedule.next(pixels("tile")).isPresent());
        }
        return hits;
    }

    private static ApiRequest pixels(String body) {
        return request("POST", "/v1/projects/p/assets/a:getPixels", "", body);
    }

    private static ApiRequest listing(String page) {
        return request("GET", "/v1/projects/p/assets/a:listAssets", page, "");
    }

    private static ApiRequest request(String method, String path, String page, String body) {
        return new ApiRequest(
                method, path, Map.of("pageToken", page), Optional.empty(), body.getBytes(StandardCharsets.UTF_8));
    }
}
