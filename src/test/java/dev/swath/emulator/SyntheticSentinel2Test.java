package dev.swath.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.emulator.archive.Scene;
import dev.swath.emulator.archive.SceneCollection.Query;
import dev.swath.grid.SampleType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

class SyntheticSentinel2Test {

    private static final Clock TODAY = Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC);

    private static final Optional<Instant> START = Optional.of(Instant.parse("2024-01-01T00:00:00Z"));
    private static final Optional<Instant> END = Optional.of(Instant.parse("2024-01-06T00:00:00Z"));

    /** Keeps no state but what it has worked out about orbits and ground. */
    private static final SyntheticSentinel2 COLLECTION =
            new SyntheticSentinel2(SyntheticSentinel2.HARMONIZED, 16 << 20, TODAY);

    /** Of the whole earth, which takes seconds to list. */
    private static final List<Scene> FIVE_DAYS = fiveDays();

    private static List<Scene> fiveDays() {
        List<Scene> scenes = new ArrayList<>();
        COLLECTION.scenes(new Query(Optional.empty(), START, END)).forEachRemaining(scenes::add);
        return List.copyOf(scenes);
    }

    private List<Scene> scenes(double longitude, double latitude, String start, String end) {
        Envelope box = new Envelope(longitude - 0.05, longitude + 0.05, latitude - 0.05, latitude + 0.05);
        List<Scene> scenes = new ArrayList<>();
        COLLECTION.scenes(query(box, start, end)).forEachRemaining(scenes::add);
        scenes.removeIf(scene ->
                !scene.footprint().contains(new GeometryFactory().createPoint(new Coordinate(longitude, latitude))));
        return scenes;
    }

    private static Query query(Envelope box, String start, String end) {
        return new Query(
                Optional.of(box),
                Optional.of(Instant.parse(start + "T00:00:00Z")),
                Optional.of(Instant.parse(end + "T00:00:00Z")));
    }

    @Test
    void sees_david_every_five_days_by_two_satellites_in_turn() {
        List<Scene> scenes = scenes(-82.435, 8.3958, "2024-01-01", "2024-08-01");

        assertThat(scenes).hasSize(42);
        assertThat(scenes.get(1).index()).startsWith("20240110T160511_").endsWith("_T17PLK");
        for (int i = 1; i < scenes.size(); i++) {
            Scene scene = scenes.get(i);
            assertThat(Duration.between(scenes.get(i - 1).start(), scene.start()))
                    .isEqualTo(Duration.ofDays(5));
            assertThat(scene.properties())
                    .containsEntry("SPACECRAFT_NAME", i % 2 == 1 ? "Sentinel-2A" : "Sentinel-2B")
                    .containsEntry("SENSING_ORBIT_NUMBER", 54)
                    .containsEntry("MGRS_TILE", "17PLK");
        }
    }

    @Test
    void leaves_a_useful_number_of_images_of_david_below_85_percent_cloud() {
        List<Double> clouds = scenes(-82.435, 8.3958, "2024-01-01", "2024-08-01").stream()
                .map(SyntheticSentinel2Test::cloudiness)
                .toList();

        assertThat(clouds).filteredOn(percent -> percent < 85).hasSizeBetween(25, 40);
        double dry =
                clouds.subList(0, 18).stream().mapToDouble(c -> c).average().orElseThrow();
        double wet =
                clouds.subList(24, 42).stream().mapToDouble(c -> c).average().orElseThrow();
        assertThat(wet).isGreaterThan(dry + 10);
    }

    private static double cloudiness(Scene scene) {
        return (Double) scene.properties().get("CLOUDY_PIXEL_PERCENTAGE");
    }

    @ParameterizedTest
    @CsvSource({
        "-82.435, 8.4",
        "2.3, 48.9",
        "179.95, -17",
        "-179.95, 66",
        "0.0, 0.0",
        "-140, -40",
        "25, 79.5",
        "-68, -79.5",
        "-45, 83.6",
        "151, -33.9",
        "-93, 42"
    })
    void images_any_place_on_land_or_sea(double longitude, double latitude) {
        String start = latitude > 0 ? "2023-06-01" : "2023-01-01";
        String end = latitude > 0 ? "2023-06-11" : "2023-01-11";

        List<Scene> scenes = scenes(longitude, latitude, start, end);

        assertThat(scenes).hasSizeGreaterThanOrEqualTo(2);
        for (Scene scene : scenes) {
            double hour =
                    (scene.start().atZone(ZoneOffset.UTC).toLocalTime().toSecondOfDay() / 3600.0 + longitude / 15 + 48)
                            % 24;
            if (Math.abs(latitude) < 60) {
                assertThat(hour).as("local solar time").isBetween(9.5, 12.0);
            }
        }
    }

    @Test
    void iterates_by_time_then_name_and_names_each_image_once() {
        Iterator<Scene> iterator =
                COLLECTION.scenes(query(new Envelope(-100, -60, -20, 30), "2022-03-01", "2022-03-04"));
        List<Scene> scenes = new ArrayList<>();
        iterator.forEachRemaining(scenes::add);

        assertThat(scenes).hasSizeGreaterThan(300);
        assertThat(scenes)
                .isSortedAccordingTo(Comparator.comparing(Scene::start).thenComparing(Scene::index));
        assertThat(scenes.stream().map(Scene::index).distinct()).hasSameSizeAs(scenes);
        for (int i = 0; i < scenes.size(); i += 17) {
            Scene again = COLLECTION.scene(scenes.get(i).index()).orElseThrow();
            assertThat(again.start()).isEqualTo(scenes.get(i).start());
            assertThat(again.footprint().equalsExact(scenes.get(i).footprint())).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SENSING_ORBIT_NUMBER, 54",
        "SENSING_ORBIT_NUMBER, 54 55",
        "SENSING_ORBIT_NUMBER, 500",
        "SPACECRAFT_NAME, Sentinel-2B",
        "MGRS_TILE, 17PLK 32TQM 55KCT 01CDJ 60XWF"
    })
    void finds_by_a_property_what_a_search_without_it_finds(String property, String values) {
        Set<Object> wanted = new HashSet<>();
        for (String value : values.split(" ")) {
            wanted.add(value.matches("\\d+") ? (Object) Double.valueOf(value) : value);
        }
        List<String> expected = FIVE_DAYS.stream()
                .filter(scene -> {
                    Object own = scene.property(property).orElseThrow();
                    return wanted.contains(own instanceof Number number ? (Object) number.doubleValue() : own);
                })
                .map(Scene::index)
                .toList();

        List<String> found = new ArrayList<>();
        COLLECTION
                .scenes(new Query(Optional.empty(), START, END, Map.of(property, wanted)))
                .forEachRemaining(scene -> found.add(scene.index()));

        assertThat(found).isEqualTo(expected);
    }

    @Test
    void begins_a_list_of_the_whole_earth_and_all_years_at_once() {
        Iterator<Scene> iterator = COLLECTION.scenes(new Query(Optional.empty(), Optional.empty(), Optional.empty()));

        List<Instant> first = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            first.add(iterator.next().start());
        }

        assertThat(first).isSorted().allMatch(start -> start.toString().startsWith("2017-01-01T00"));
    }

    @Test
    void shares_a_datatake_between_neighbours_of_a_swath() {
        Scene west = scenes(-82.435, 8.3958, "2024-01-10", "2024-01-11").get(0);
        Scene south = scenes(-82.6, 7.6, "2024-01-10", "2024-01-11").get(0);

        assertThat(south.index().substring(0, 31)).isEqualTo(west.index().substring(0, 31));
        assertThat(south.properties().get("DATATAKE_IDENTIFIER"))
                .isEqualTo(west.properties().get("DATATAKE_IDENTIFIER"));
    }

    @Test
    void knows_no_image_of_another_name() {
        String index =
                scenes(-82.435, 8.3958, "2024-01-10", "2024-01-11").get(0).index();

        assertThat(COLLECTION.scene(index)).isPresent();
        assertThat(COLLECTION.scene(index.replace("17PLK", "17PMK").replace("20240110T160511", "20240111T160511")))
                .isEmpty();
        assertThat(COLLECTION.scene(index.replace("T17PLK", "T31UDQ"))).isEmpty();
        assertThat(COLLECTION.scene(index.replace("20240110T160511", "20240110T160512")))
                .isEmpty();
        assertThat(COLLECTION.scene("20241399T160511_20240110T160511_T17PLK")).isEmpty();
        assertThat(COLLECTION.scene("../etc/passwd")).isEmpty();
        assertThat(COLLECTION.scene("")).isEmpty();
    }

    @Test
    void grows_as_time_goes_by() {
        Scene scene = scenes(-82.435, 8.3958, "2024-01-10", "2024-01-11").get(0);
        SyntheticSentinel2 before = new SyntheticSentinel2(
                SyntheticSentinel2.HARMONIZED, 0, Clock.fixed(scene.updated().minusMillis(1), ZoneOffset.UTC));
        SyntheticSentinel2 after =
                new SyntheticSentinel2(SyntheticSentinel2.HARMONIZED, 0, Clock.fixed(scene.updated(), ZoneOffset.UTC));

        assertThat(before.scene(scene.index())).isEmpty();
        assertThat(after.scene(scene.index())).isPresent();
        assertThat(Duration.between(scene.start(), scene.updated()))
                .isBetween(Duration.ofHours(3), Duration.ofHours(30));
    }

    @Test
    void has_all_bands_of_the_real_images() {
        Scene scene = scenes(-82.435, 8.3958, "2024-01-10", "2024-01-11").get(0);

        assertThat(scene.bands().stream().map(Scene.Band::id))
                .containsExactly(
                        "B1",
                        "B2",
                        "B3",
                        "B4",
                        "B5",
                        "B6",
                        "B7",
                        "B8",
                        "B8A",
                        "B9",
                        "B11",
                        "B12",
                        "AOT",
                        "WVP",
                        "SCL",
                        "TCI_R",
                        "TCI_G",
                        "TCI_B",
                        "MSK_CLDPRB",
                        "MSK_SNWPRB",
                        "QA10",
                        "QA20",
                        "QA60",
                        "MSK_CLASSI_OPAQUE",
                        "MSK_CLASSI_CIRRUS",
                        "MSK_CLASSI_SNOW_ICE");
        assertThat(scene.bands().get(0).grid().width()).isEqualTo(1830);
        assertThat(scene.bands().get(7).grid().width()).isEqualTo(10_980);
        assertThat(scene.bands().get(8).grid().width()).isEqualTo(5490);
        assertThat(scene.bands().get(14).type()).isEqualTo(SampleType.UINT8);
        assertThat(scene.bands().get(21).type()).isEqualTo(SampleType.UINT32);
    }

    @Test
    void carries_properties_under_the_real_names() {
        Scene scene = scenes(-82.435, 8.3958, "2024-01-10", "2024-01-11").get(0);
        Map<String, Object> properties = scene.properties();

        assertThat(properties)
                .containsEntry("PROCESSING_BASELINE", "05.10")
                .containsEntry("SENSING_ORBIT_DIRECTION", "DESCENDING")
                .containsEntry("DATATAKE_TYPE", "INS-NOBS")
                .containsEntry("GENERAL_QUALITY", "PASSED")
                .containsKeys(
                        "GENERATION_TIME",
                        "NODATA_PIXEL_PERCENTAGE",
                        "MEAN_INCIDENCE_ZENITH_ANGLE_B2",
                        "SOLAR_IRRADIANCE_B12",
                        "CLOUD_SHADOW_PERCENTAGE",
                        "VEGETATION_PERCENTAGE");
        assertThat((String) properties.get("PRODUCT_ID"))
                .matches("S2A_MSIL2A_20240110T160511_N0510_R054_T17PLK_\\d{8}T\\d{6}");
        assertThat((String) properties.get("GRANULE_ID")).matches("L2A_T17PLK_A044667_20240110T\\d{6}");
        // On 10 January the sun stands over 22 degrees south.
        assertThat((Double) properties.get("MEAN_SOLAR_ZENITH_ANGLE")).isBetween(33.0, 41.0);
        assertThat((Double) properties.get("MEAN_SOLAR_AZIMUTH_ANGLE")).isBetween(135.0, 155.0);
        assertThat((Double) properties.get("REFLECTANCE_CONVERSION_CORRECTION")).isBetween(1.032, 1.036);
    }
}
