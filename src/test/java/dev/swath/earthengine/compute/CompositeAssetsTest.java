package dev.swath.earthengine.compute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.earthengine.AssetName;
import dev.swath.earthengine.Band;
import dev.swath.earthengine.ImageAsset;
import dev.swath.grid.AffineTransform;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import dev.swath.job.Job;
import dev.swath.job.SettingReader;
import dev.swath.job.TimeWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CompositeAssetsTest {

    private static final TimeWindow JANUARY =
            new TimeWindow(Instant.parse("2024-01-01T00:00:00Z"), Instant.parse("2024-02-01T00:00:00Z"));

    @Test
    void images_of_two_zones_are_composed_in_the_zone_of_the_area() {
        RasterGrid grid = grid(job(), image("a", "EPSG:32617", 10, 0), image("b", "EPSG:32618", 10, 0));

        assertThat(grid.projection().code()).isEqualTo("EPSG:32617");
        assertThat(grid).isEqualTo(grid(job(), image("b", "EPSG:32618", 10, 0), image("a", "EPSG:32617", 10, 0)));
    }

    @Test
    void the_grid_of_the_first_image_is_that_of_the_one_acquired_first() {
        Job job = job("composite.grid=first");

        assertThat(grid(job, image("b", "EPSG:32617", 10, 0), image("a", "EPSG:32618", 10, 0))
                        .projection()
                        .code())
                .isEqualTo("EPSG:32618");
    }

    @Test
    void a_code_beats_the_zone_and_the_system_of_all_files_beats_both() {
        ImageAsset image = image("a", "EPSG:32617", 10, 0);

        assertThat(grid(job("composite.grid=EPSG:32618"), image).projection().code())
                .isEqualTo("EPSG:32618");
        assertThat(grid(job("crs=EPSG:3857"), image).projection().code()).isEqualTo("EPSG:3857");
    }

    @Test
    void pixels_lie_upon_those_of_the_images_so_that_none_is_shifted() {
        RasterGrid landsat = grid(job(), image("a", "EPSG:32617", 30, 15));
        RasterGrid other = grid(job("scale=100"), image("a", "EPSG:32617", 30, 15));

        assertThat(landsat.transform().scaleX()).isEqualTo(30);
        assertThat(landsat.transform().translateX() % 30).isEqualTo(15);
        assertThat(landsat.transform().translateY() % 30).isEqualTo(15);
        assertThat(other.transform().translateX() % 100).isZero();
    }

    @Test
    void an_area_south_of_the_equator_has_a_southern_zone() {
        RasterGrid grid = grid(job("area=-61,-4,-60.9,-3.9"), image("a", "EPSG:32720", 10, 0));

        assertThat(grid.projection().code()).isEqualTo("EPSG:32720");
    }

    @Test
    void an_image_of_a_period_that_goes_on_is_not_composed_unless_the_job_says_so() {
        List<ImageAsset> listed = List.of(image("a", "EPSG:32617", 10, 0));
        TimeWindow untilNoon = new TimeWindow(JANUARY.start(), JANUARY.start().plusSeconds(43_200));
        List<String> goesOn = new ArrayList<>();
        Job closed = job();
        Job open = job("composite.open=true");

        assertThat(new CompositeAssets(closed, closed.computing().composite().orElseThrow(), untilNoon, false)
                        .of(listed, image -> goesOn.add(image.id())))
                .isEmpty();
        assertThat(goesOn).hasSize(1).first().asString().contains("/2024-01/");
        assertThat(new CompositeAssets(open, open.computing().composite().orElseThrow(), untilNoon, false)
                        .of(listed, image -> goesOn.add(image.id())))
                .hasSize(1);
        assertThat(goesOn).hasSize(1);
    }

    private static RasterGrid grid(Job job, ImageAsset... images) {
        List<ImageAsset> composed = new CompositeAssets(
                        job, job.computing().composite().orElseThrow(), JANUARY, true)
                .of(List.of(images), image -> {});
        assertThat(composed).hasSize(1);
        return composed.get(0).bands().get(0).grid();
    }

    /** Images in the order of their names were acquired in that order. */
    private static ImageAsset image(String name, String zone, double side, double corner) {
        RasterGrid grid = new RasterGrid(
                Projection.of(zone),
                new AffineTransform(side, 0, 300_000 + corner, 0, -side, 1_000_020 + corner),
                1000,
                1000);
        String id = "COPERNICUS/S2_SR_HARMONIZED/" + name;
        Instant start = JANUARY.start().plusSeconds(name.charAt(0));
        return new ImageAsset(
                AssetName.of(id).name(),
                id,
                start,
                start,
                Optional.empty(),
                Map.of(),
                List.of(new Band("B8", SampleType.UINT16, grid)));
    }

    private static Job job(String... settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "collection", "COPERNICUS/S2_SR_HARMONIZED",
                "area", "centre 8.3958,-82.4350 side 0.09",
                "start", "2024-01-01",
                "end", "2024-02-01",
                "bands", "B8",
                "composite", "median",
                "composite.period", "P1M"));
        for (String setting : settings) {
            String[] parts = setting.split("=", 2);
            all.put(parts[0], parts[1]);
        }
        return Job.from(
                "david", SettingReader.of(key -> Optional.ofNullable(all.get(key.substring("swath.".length())))));
    }
}
