package dev.swath.flow.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.earthengine.Band;
import dev.swath.earthengine.ImageAsset;
import dev.swath.geotiff.BandMeaning;
import dev.swath.grid.AffineTransform;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import dev.swath.job.Job;
import dev.swath.job.SettingReader;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scale, offset and unit of the bands of a file: QGIS shows reflectance and kelvin by them. */
class BandMeaningsTest {

    private static final RasterGrid GRID =
            new RasterGrid(Projection.of("EPSG:32617"), AffineTransform.northUp(300_000, 1_000_020, 10, 10), 100, 100);

    private static ImageAsset image(String id, String date, Map<String, Object> properties) {
        return new ImageAsset(
                "projects/earthengine-public/assets/" + id,
                id,
                Instant.parse(date),
                Instant.parse(date),
                Optional.empty(),
                properties,
                Stream.of("B8", "B4", "SCL", "SR_B4", "ST_B10", "ST_EMIS")
                        .map(band -> new Band(band, SampleType.UINT16, GRID))
                        .toList());
    }

    private static List<BandMeaning> meanings(ImageAsset image, String... settings) {
        String collection = image.id().substring(0, image.id().lastIndexOf('/'));
        Map<String, String> all = new HashMap<>(Map.of(
                "swath.collection", collection,
                "swath.area", "-82.44,8.39,-82.43,8.4",
                "swath.start", "2024-01-01",
                "swath.end", "2024-02-01"));
        for (String setting : settings) {
            String[] parts = setting.split("=", 2);
            all.put("swath." + parts[0], parts[1]);
        }
        Job job = Job.from("job", SettingReader.of(key -> Optional.ofNullable(all.get(key))));
        return BandMeanings.of(job, image);
    }

    private static BandMeaning of(double scale, double offset, String unit) {
        return new BandMeaning(Optional.empty(), Optional.of(scale), offset, Optional.of(unit));
    }

    @ParameterizedTest
    @CsvSource({
        "COPERNICUS/S2_SR_HARMONIZED/a, 2024-01-05T00:00:00Z, 05.10, 0",
        "COPERNICUS/S2_HARMONIZED/a, 2024-01-05T00:00:00Z, 05.10, 0",
        "COPERNICUS/S2_SR/a, 2024-01-05T00:00:00Z, 05.10, -0.1",
        "COPERNICUS/S2/a, 2022-01-25T00:00:00Z, 04.00, -0.1",
        "COPERNICUS/S2_SR/a, 2021-06-01T00:00:00Z, 05.00, -0.1",
        "COPERNICUS/S2_SR/a, 2021-06-01T00:00:00Z, 03.01, 0",
        "COPERNICUS/S2_SR/a, 2021-06-01T00:00:00Z, , 0",
        "COPERNICUS/S2_SR/a, 2023-06-01T00:00:00Z, , -0.1"
    })
    void the_offset_of_sentinel_2_is_that_of_the_processing_baseline(
            String id, String date, String baseline, double offset) {
        ImageAsset image = image(id, date, baseline == null ? Map.of() : Map.of("PROCESSING_BASELINE", baseline));

        assertThat(meanings(image, "bands=B8")).containsExactly(of(0.0001, offset, "reflectance"));
    }

    @ParameterizedTest
    @CsvSource({"LANDSAT/LC08/C02/T1_L2/a", "LANDSAT/LC09/C02/T1_L2/a"})
    void landsat_holds_reflectance_and_kelvin(String id) {
        ImageAsset image = image(id, "2024-01-05T00:00:00Z", Map.of());

        assertThat(meanings(image, "bands=SR_B4,ST_B10,ST_EMIS"))
                .containsExactly(
                        new BandMeaning(
                                Optional.of(BandMeaning.Colour.RED),
                                Optional.of(2.75e-05),
                                -0.2,
                                Optional.of("reflectance")),
                        of(0.00341802, 149, "K"),
                        new BandMeaning(Optional.empty(), Optional.of(0.0001), 0, Optional.empty()));
    }

    @Test
    void physical_values_have_their_unit_and_no_scale() {
        ImageAsset image = image("LANDSAT/LC09/C02/T1_L2/a", "2024-01-05T00:00:00Z", Map.of());

        assertThat(meanings(image, "bands=ST_B10", "values=scaled"))
                .containsExactly(new BandMeaning(Optional.empty(), Optional.empty(), 0, Optional.of("K")));
    }

    @Test
    void stored_values_keep_their_scale_though_clouds_are_masked_or_the_type_is_another() {
        ImageAsset image = image("COPERNICUS/S2_SR_HARMONIZED/a", "2024-01-05T00:00:00Z", Map.of());

        assertThat(meanings(image, "bands=B8", "cloud-mask=scl")).containsExactly(of(0.0001, 0, "reflectance"));
        assertThat(meanings(image, "bands=B8", "type=float32")).containsExactly(of(0.0001, 0, "reflectance"));
        assertThat(meanings(image, "bands=B8=B8*2,ndvi")).containsExactly(BandMeaning.UNKNOWN, BandMeaning.UNKNOWN);
    }

    @Test
    void a_composite_has_the_scale_of_all_its_images_or_none() {
        ImageAsset older = image("COPERNICUS/S2_SR/a", "2021-06-01T00:00:00Z", Map.of("PROCESSING_BASELINE", "03.01"));
        ImageAsset newer = image("COPERNICUS/S2_SR/b", "2024-01-05T00:00:00Z", Map.of("PROCESSING_BASELINE", "05.10"));
        String[] median = {"bands=B8", "composite=median", "composite.period=whole"};
        String[] count = {"bands=B8", "composite=count", "composite.period=whole"};

        assertThat(meanings(composed(newer, newer), median)).containsExactly(of(0.0001, -0.1, "reflectance"));
        assertThat(meanings(composed(older, newer), median)).containsExactly(BandMeaning.UNKNOWN);
        assertThat(meanings(composed(newer, newer), count)).containsExactly(BandMeaning.UNKNOWN);
    }

    private static ImageAsset composed(ImageAsset... sources) {
        ImageAsset first = sources[0];
        return new ImageAsset(
                first.name(),
                "COPERNICUS/S2_SR/whole/median",
                first.updated(),
                first.start(),
                Optional.empty(),
                Map.of(),
                first.bands(),
                Map.of(),
                List.of(sources));
    }
}
