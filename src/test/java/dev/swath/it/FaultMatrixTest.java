package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Slow;
import dev.swath.emulator.EarthEngineEmulator;
import dev.swath.emulator.EmulatorSettings;
import dev.swath.emulator.Fault;
import dev.swath.emulator.FaultPlan;
import dev.swath.emulator.FaultScope;
import dev.swath.flow.Digest;
import dev.swath.flow.EmulatedRun;
import dev.swath.flow.ServiceAccountFile;
import dev.swath.job.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each fault, in listings and in pixels, in parallel and sequential runs, with the real routes and commands on the real
 * emulator. Every image that can be downloaded has the same bytes as without the fault.
 */
@Slow(
        "Each fault, in listings and in pixels, in parallel and sequential runs, leaves the same bytes or fails its own image only.")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FaultMatrixTest {

    private static final int IMAGES = 3;
    /** Four tiles per image: one of a block, and three for the rest at its right and below. */
    private static final String FOUR_TILES = "tile.max-bytes = 17000";

    /** Another request gets the same reply. */
    private static final Set<Fault> LASTING = EnumSet.of(Fault.PERMISSION_DENIED, Fault.NOT_FOUND);
    /** Smaller requests succeed. */
    private static final Set<Fault> TOO_LARGE = EnumSet.of(Fault.MEMORY, Fault.SIZE, Fault.TIMEOUT);
    /** These cost seconds each. */
    private static final Set<Fault> SLOW = EnumSet.of(
            Fault.HANG,
            Fault.DRIP,
            Fault.DRIP_ERROR,
            Fault.TOO_MANY_REQUESTS_RETRY_AFTER,
            Fault.TOO_MANY_REQUESTS_RETRY_AFTER_DATE);

    @TempDir
    static Path shared;

    private static Map<String, Digest> undisturbed;

    @TempDir
    Path folder;

    record Case(Fault fault, FaultScope scope, Split split) {
        @Override
        public String toString() {
            return "%s in %s, %s".formatted(fault.id(), scope, split).toLowerCase(Locale.ROOT);
        }
    }

    @BeforeAll
    static void run_undisturbed() throws IOException {
        try (EarthEngineEmulator emulator = EarthEngineEmulator.start(EmulatorSettings.defaults())) {
            EmulatedRun run = EmulatedRun.once(
                    emulator.url(),
                    Files.createDirectory(shared.resolve("undisturbed")),
                    List.of(EmulatedRun.THREE_IMAGES));
            assertThat(run.exitCode()).isZero();
            assertThat(run.images()).hasSize(IMAGES);
            undisturbed = run.images();
        }
    }

    static Stream<Case> what_may_pass_does_no_harm() {
        Set<Fault> faults = EnumSet.complementOf(EnumSet.copyOf(LASTING));
        faults.removeAll(TOO_LARGE);
        faults.remove(Fault.UNAUTHENTICATED);
        faults.remove(Fault.GZIP);
        // The names of a picture's bands are not known beforehand.
        faults.remove(Fault.OTHER_BANDS);
        return cases(faults, FaultScope.values());
    }

    @ParameterizedTest
    @MethodSource
    void what_may_pass_does_no_harm(Case given) throws IOException {
        FaultPlan plan =
                SLOW.contains(given.fault) ? FaultPlan.first(1, given.fault) : FaultPlan.firstOfEach(2, given.fault);
        try (EarthEngineEmulator emulator = emulator(given, plan)) {
            EmulatedRun run = run(emulator, given, FOUR_TILES);

            assertThat(run.exitCode()).as(run.causes().toString()).isZero();
            assertThat(run.images()).isEqualTo(undisturbed);
            assertHit(
                    emulator, given, SLOW.contains(given.fault) ? 1 : 2 * (given.scope == FaultScope.PIXELS ? 12 : 2));
            assertRetries(run, emulator, given);
        }
    }

    static Stream<Case> what_is_never_what_was_asked_for_is_refused_with_both_values() {
        return cases(
                EnumSet.of(
                        Fault.ELSEWHERE,
                        Fault.WRONG_CRS,
                        Fault.NO_GEOREFERENCE,
                        Fault.WRONG_CONTENT_TYPE,
                        Fault.WRONG_BANDS,
                        Fault.OTHER_COLLECTION),
                FaultScope.values());
    }

    @ParameterizedTest
    @MethodSource
    void what_is_never_what_was_asked_for_is_refused_with_both_values(Case given) throws IOException {
        try (EarthEngineEmulator emulator =
                emulator(given, FaultPlan.always(given.fault).withMostInARow(1000))) {
            EmulatedRun run = run(emulator, given, "retry.attempts = 1");

            boolean listing = given.scope == FaultScope.LISTING;
            assertThat(run.exitCode()).isEqualTo(listing ? 3 : 1);
            assertThat(run.images()).isEmpty();
            assertThat(listing ? List.of(run.summary().path("listingFailure").asText()) : run.causes())
                    .isNotEmpty()
                    .allSatisfy(cause -> assertThat(cause).contains(bothValues(given.fault)));
        }
    }

    private static String[] bothValues(Fault fault) {
        return switch (fault) {
            case ELSEWHERE ->
                new String[] {"is at another position, up to 1.00 pixels away", "translateX=", "were requested"};
            case WRONG_CRS -> new String[] {"is in EPSG:32717; EPSG:32617 was requested"};
            case NO_GEOREFERENCE -> new String[] {"names no EPSG code", "EPSG:32617 was requested"};
            case WRONG_CONTENT_TYPE -> new String[] {"of type image/png; a GeoTIFF was requested"};
            case WRONG_BANDS -> new String[] {"with 2 bands of UINT8 instead of", "with 3 of UINT8"};
            case OTHER_COLLECTION ->
                new String[] {"/OTHER_S2_SR_HARMONIZED/", "images of COPERNICUS/S2_SR_HARMONIZED were requested"};
            default -> throw new IllegalArgumentException(fault + " is something else");
        };
    }

    static Stream<Case> what_comes_in_gzip_is_right_at_once() {
        return cases(Set.of(Fault.GZIP), FaultScope.values());
    }

    @ParameterizedTest
    @MethodSource
    void what_comes_in_gzip_is_right_at_once(Case given) throws IOException {
        try (EarthEngineEmulator emulator = emulator(given, FaultPlan.always(given.fault))) {
            EmulatedRun run = run(emulator, given, FOUR_TILES);

            assertThat(run.exitCode()).as(run.causes().toString()).isZero();
            assertThat(run.images()).isEqualTo(undisturbed);
            assertHit(emulator, given, given.scope == FaultScope.PIXELS ? 12 : 2);
            assertThat(run.summary().path("retries").asInt()).isZero();
        }
    }

    static Stream<Case> raw_bands_of_other_names_are_requested_again() {
        return cases(Set.of(Fault.OTHER_BANDS), FaultScope.values());
    }

    @ParameterizedTest
    @MethodSource
    void raw_bands_of_other_names_are_requested_again(Case given) throws IOException {
        try (EarthEngineEmulator emulator = emulator(given, FaultPlan.firstOfEach(2, given.fault))) {
            EmulatedRun run = run(
                    emulator,
                    given,
                    "visualization.min =",
                    "visualization.max =",
                    "visualization.gamma = 1",
                    "outline.width = 0",
                    "mask.source = reply");

            assertThat(run.exitCode()).as(run.causes().toString()).isZero();
            assertThat(run.images()).hasSize(IMAGES);
            assertHit(emulator, given, 2L * IMAGES);
            assertRetries(run, emulator, given);
        }
    }

    static Stream<Case> a_refused_token_is_replaced_once() {
        return cases(Set.of(Fault.UNAUTHENTICATED), FaultScope.values());
    }

    @ParameterizedTest
    @MethodSource
    void a_refused_token_is_replaced_once(Case given) throws IOException {
        try (EarthEngineEmulator emulator = emulator(given, FaultPlan.first(1, given.fault))) {
            EmulatedRun run = run(emulator, given, FOUR_TILES);

            assertThat(run.exitCode()).as(run.causes().toString()).isZero();
            assertThat(run.images()).isEqualTo(undisturbed);
            assertRetries(run, emulator, given);
        }
    }

    static Stream<Case> a_tile_that_is_too_large_comes_in_parts() {
        return cases(TOO_LARGE, FaultScope.PIXELS);
    }

    @ParameterizedTest
    @MethodSource
    void a_tile_that_is_too_large_comes_in_parts(Case given) throws IOException {
        try (EarthEngineEmulator emulator = emulator(given, FaultPlan.first(1, given.fault))) {
            EmulatedRun run = run(emulator, given);

            assertThat(run.exitCode()).as(run.causes().toString()).isZero();
            assertThat(run.images()).isEqualTo(undisturbed);
            assertThat(run.summary().path("requests").asInt()).isEqualTo(IMAGES + 4);
            assertThat(emulator.accessLog().pixelRequests()).isEqualTo(IMAGES + 4);
        }
    }

    static Stream<Case> what_lasts_fails_its_image_only() {
        return cases(withToken(LASTING), FaultScope.PIXELS);
    }

    @ParameterizedTest
    @MethodSource
    void what_lasts_fails_its_image_only(Case given) throws IOException {
        // One image at a time, so that the refused new token is that of the same image.
        boolean token = given.fault == Fault.UNAUTHENTICATED;
        try (EarthEngineEmulator emulator = emulator(given, FaultPlan.first(token ? 2 : 1, given.fault))) {
            EmulatedRun run = run(emulator, given, "concurrency.images = " + (token ? 1 : 8));

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.causes())
                    .singleElement()
                    .asString()
                    .contains("HTTP " + given.fault.id(), words(given.fault));
            assertThat(run.images()).hasSize(IMAGES - 1);
            assertThat(undisturbed).containsAllEntriesOf(run.images());
        }
    }

    static Stream<Case> a_listing_that_is_refused_ends_the_run() {
        Set<Fault> faults = withToken(LASTING);
        faults.addAll(TOO_LARGE);
        return cases(faults, FaultScope.LISTING);
    }

    @ParameterizedTest
    @MethodSource
    void a_listing_that_is_refused_ends_the_run(Case given) throws IOException {
        try (EarthEngineEmulator emulator = emulator(given, FaultPlan.always(given.fault))) {
            EmulatedRun run = run(emulator, given);

            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(run.images()).isEmpty();
            assertThat(run.summary().path("listingFailure").asText()).contains(words(given.fault), remedy(given.fault));
            assertThat(emulator.accessLog().requests()).isEqualTo(requestsUntilRefused(given.fault));
        }
    }

    /** Of what Earth Engine does not know or can't do, Swath asks whether it is an image. */
    private static int requestsUntilRefused(Fault fault) {
        return switch (fault) {
            case UNAUTHENTICATED -> 4;
            case PERMISSION_DENIED -> 1;
            default -> 2;
        };
    }

    private static Set<Fault> withToken(Set<Fault> faults) {
        Set<Fault> all = EnumSet.of(Fault.UNAUTHENTICATED);
        all.addAll(faults);
        return all;
    }

    private static Stream<Case> cases(Set<Fault> faults, FaultScope... scopes) {
        List<Case> cases = new ArrayList<>();
        for (Fault fault : faults) {
            for (FaultScope scope : scopes) {
                for (Split split : Split.values()) {
                    if (fault.appliesTo(scope)) {
                        cases.add(new Case(fault, scope, split));
                    }
                }
            }
        }
        return cases.stream();
    }

    private static EarthEngineEmulator emulator(Case given, FaultPlan plan) throws IOException {
        return EarthEngineEmulator.start(EmulatorSettings.defaults().withFaults(plan.only(given.scope)));
    }

    private EmulatedRun run(EarthEngineEmulator emulator, Case given, String... more) throws IOException {
        List<Map<String, String>> settings = new ArrayList<>(List.of(EmulatedRun.THREE_IMAGES));
        settings.add(EmulatedRun.settings("split = " + given.split.name().toLowerCase(Locale.ROOT)));
        if (given.fault == Fault.HANG) {
            settings.add(EmulatedRun.settings("earth-engine.response-timeout = 1s"));
        } else if (given.fault == Fault.DRIP || given.fault == Fault.DRIP_ERROR) {
            // A byte a second keeps the connection alive, so only the limit of the whole body ends it.
            settings.add(EmulatedRun.settings("earth-engine.response-timeout = 4s", "earth-engine.timeout = 2s"));
        } else if (given.fault == Fault.UNAUTHENTICATED) {
            Path key = ServiceAccountFile.write(
                    folder.resolve("key.json"), emulator.url().resolve("/token"));
            settings.add(EmulatedRun.settings("earth-engine.credentials = " + key));
        }
        settings.add(EmulatedRun.settings(more));
        return EmulatedRun.once(emulator.url(), Files.createDirectory(folder.resolve("output")), settings);
    }

    private static void assertHit(EarthEngineEmulator emulator, Case given, long least) {
        assertThat(emulator.accessLog().faults().get(given.fault)).isGreaterThanOrEqualTo(least);
    }

    /** A busy machine may add some, because late replies are requested again, too. */
    private static void assertRetries(EmulatedRun run, EarthEngineEmulator emulator, Case given) {
        int hits = given.scope == FaultScope.PIXELS
                ? emulator.accessLog().faults().get(given.fault).intValue()
                : 0;
        assertThat(run.summary().path("retries").asInt()).isGreaterThanOrEqualTo(hits);
        assertThat(run.summary().path("requests").asInt())
                .isEqualTo((int) emulator.accessLog().pixelRequests());
        assertThat(run.summary().path("rejected").asInt())
                .isEqualTo(given.fault.id().startsWith("429") ? hits : 0);
    }

    private static String words(Fault fault) {
        return switch (fault) {
            case UNAUTHENTICATED -> "UNAUTHENTICATED: Request had invalid authentication credentials.";
            case PERMISSION_DENIED -> "PERMISSION_DENIED";
            case NOT_FOUND -> "NOT_FOUND";
            case MEMORY -> "User memory limit exceeded.";
            case SIZE -> "Total request size (56623104 bytes) must be less than or equal to 50331648 bytes.";
            case TIMEOUT -> "Computation timed out.";
            default -> throw new IllegalArgumentException(fault + " passes");
        };
    }

    private static String remedy(Fault fault) {
        return switch (fault) {
            case UNAUTHENTICATED -> "swath.earth-engine.credentials";
            case PERMISSION_DENIED -> "roles/earthengine.viewer";
            case NOT_FOUND -> "swath.collection";
            default -> "";
        };
    }
}
