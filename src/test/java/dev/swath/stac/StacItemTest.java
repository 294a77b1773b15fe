package dev.swath.stac;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swath.earthengine.ImageAsset;
import dev.swath.earthengine.KnownBand;
import dev.swath.grid.AffineTransform;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import dev.swath.job.Job;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Geometry;

/** What an item says about an image and its file. */
class StacItemTest {

    private static final Map<String, Object> SENTINEL =
            Map.of("CLOUDY_PIXEL_PERCENTAGE", 12.5, "MGRS_TILE", "17PLK", "SPACECRAFT_NAME", "Sentinel-2A");

    private final StacSchemas schemas = new StacSchemas();

    @Test
    void an_image_of_sentinel_2_is_described_in_terms_of_stac() {
        JsonNode item = Items.json(sentinel("2024/x.tif"));

        assertThat(schemas.violations(item)).isEmpty();
        assertThat(item.at("/properties/platform").asText()).isEqualTo("sentinel-2a");
        assertThat(item.at("/properties/constellation").asText()).isEqualTo("sentinel-2");
        assertThat(item.at("/properties/proj:transform").toString()).isEqualTo("[10,0,341450,0,-10,928900]");
        assertThat(item.at("/properties/proj:shape").toString()).isEqualTo("[112,111]");
        assertThat(item.at("/properties/proj:bbox").toString()).isEqualTo("[341450,927780,342560,928900]");
        assertThat(item.path("id").asText()).isEqualTo("2024_x");
        assertThat(Items.links(item))
                .doesNotContainKey("self")
                .containsEntry("root", "../catalog.json")
                .containsEntry("parent", "../david.collection.json")
                .containsEntry("collection", "../david.collection.json")
                .containsEntry(
                        "derived_from",
                        "https://earthengine.googleapis.com/v1/projects/earthengine-public/assets/COPERNICUS/S2_SR_HARMONIZED/x")
                .containsEntry(
                        "license",
                        "https://developers.google.com/earth-engine/datasets/catalog/COPERNICUS_S2_SR_HARMONIZED#terms-of-use");
        assertThat(item.at("/assets/image/href").asText()).isEqualTo("./x.tif");
    }

    /** Each schema must find errors. */
    @ParameterizedTest
    @CsvSource({
        "/, stac_version, \"1.0.0\", item-spec",
        "/, geometry, 7, item-spec",
        "/properties, datetime, \"yesterday\", item-spec",
        "/, collection, 7, item-spec",
        "/properties, eo:cloud_cover, 200, eo/v2.0.0",
        "/properties, proj:code, 32617, projection/v2.0.0",
        "/properties, proj:projjson, {}, projection/v2.0.0",
        "/properties, grid:code, \"?\", grid/v1.1.0",
        "/properties, processing:level, 2, processing/v1.2.0",
        "/assets/image, raster:sampling, \"line\", raster/v2.0.0",
        "/assets/image, file:checksum, \"XYZ\", file/v2.1.0",
        "/assets/image, data_type, \"word\", item-spec"
    })
    void the_schemas_notice_what_is_wrong(String where, String field, String value, String schema) throws IOException {
        ObjectNode item = Items.json(sentinel("x.tif"));
        JsonNode at = where.equals("/") ? item : item.at(where);
        ((ObjectNode) at).set(field, new ObjectMapper().readTree(value));

        assertThat(schemas.violations(item)).isNotEmpty().anyMatch(violation -> violation.contains(schema));
    }

    @Test
    void an_image_without_properties_has_no_optional_fields() {
        Job job = Items.job("david", Map.of("collection", "users/me/rasters"));
        ImageAsset image = Items.image("x", Optional.empty(), Map.of("MGRS_TILE", "?", "CLOUD_COVER", 400), "B8");

        JsonNode item = Items.json(Items.picture(job, image, "x.tif"));

        assertThat(schemas.violations(item)).isEmpty();
        assertThat(item.path("stac_extensions").toString()).doesNotContain("/eo/", "/grid/");
        assertThat(item.at("/properties").toString()).doesNotContain("eo:", "grid:", "platform", "processing:level");
    }

    /** The specification asks for absolute ones. */
    @Test
    void an_item_names_itself_where_the_address_of_the_output_is_known() {
        Job job = Items.job("david", Map.of("stac.url", "https://example.org/imagery"));
        ImageAsset image = Items.image("x", Optional.of(Items.TILE), SENTINEL, "B8", "B4", "B3");

        JsonNode item = Items.json(Items.picture(job, image, "2024/a b.tif"));

        assertThat(schemas.violations(item)).isEmpty();
        assertThat(Items.links(item)).containsEntry("self", "https://example.org/imagery/2024/a%20b.json");
    }

    @Test
    void colours_of_a_palette_are_no_bands_of_the_sensor() {
        Job job = Items.job("david", Map.of("bands", "B8", "visualization.palette", "000000,ff0000"));
        ImageAsset image = Items.image("x", Optional.of(Items.TILE), SENTINEL, "B8");
        StacItem item = new StacItem(
                job,
                image,
                "0123",
                "x.tif",
                Items.file(job, image, SampleType.UINT8, OptionalDouble.empty(), "red", "green", "blue"),
                Optional.empty());

        assertThat(schemas.violations(Items.json(item))).isEmpty();
        assertThat(Items.json(item).at("/assets/image/bands").toString())
                .isEqualTo("[{\"name\":\"red\",\"data_type\":\"uint8\"},{\"name\":\"green\",\"data_type\":\"uint8\"},"
                        + "{\"name\":\"blue\",\"data_type\":\"uint8\"}]");
    }

    @Test
    void raw_bands_have_their_type_and_nodata() {
        Job job = Items.job("david", Map.of("visualization.min", "", "visualization.max", ""));
        ImageAsset image = Items.image("x", Optional.of(Items.TILE), SENTINEL, "B8", "B4", "B3");
        StacItem item = new StacItem(
                job,
                image,
                "0123",
                "x.tif",
                Items.file(job, image, SampleType.FLOAT32, OptionalDouble.of(Double.NaN), "B8", "B4", "B3"),
                Optional.of("x.png"));

        JsonNode asset = Items.json(item).at("/assets/image");
        assertThat(schemas.violations(Items.json(item))).isEmpty();
        assertThat(asset.path("data_type").asText()).isEqualTo("float32");
        assertThat(asset.path("nodata").asText()).isEqualTo("nan");
        assertThat(asset.path("roles").toString()).isEqualTo("[\"data\"]");
    }

    @Test
    void an_image_that_covers_half_of_the_area_has_half_of_it_as_its_footprint() {
        Job job = Items.job("david", Map.of("area", "-82.5,8.3,-82.3,8.5"));
        ImageAsset image = Items.image("x", Optional.of(Items.box(-82.4, 8, -81, 9)), SENTINEL, "B8", "B4", "B3");

        JsonNode item = Items.json(Items.picture(job, image, "x.tif"));

        assertThat(item.path("bbox").toString()).isEqualTo("[-82.4,8.3,-82.3,8.5]");
    }

    @Test
    void what_is_not_clipped_has_the_whole_rectangle_of_its_grid() {
        Job clipped = Items.job("david", Map.of());
        Job whole = Items.job("david", Map.of("clip", "false"));
        ImageAsset image = Items.image("x", Optional.of(Items.TILE), SENTINEL, "B8", "B4", "B3");

        JsonNode inside = Items.json(Items.picture(clipped, image, "x.tif")).path("bbox");
        JsonNode around = Items.json(Items.picture(whole, image, "x.tif")).path("bbox");

        assertThat(around.get(0).asDouble()).isLessThan(inside.get(0).asDouble());
        assertThat(around.get(3).asDouble()).isGreaterThan(inside.get(3).asDouble());
    }

    /** RFC 7946: a footprint that crosses it is cut, and the west of its bounds is larger than their east. */
    @Test
    void a_footprint_across_the_antimeridian_is_cut_there() {
        Job job = Items.job("fiji", Map.of("clip", "false", "area", "179.9,-17.1,180,-17", "crs", "EPSG:32760"));
        Geometry beyond = Items.box(179.5, -18, 180.5, -16);
        ImageAsset image = Items.image("x", Optional.of(beyond), Map.of(), "B8", "B4", "B3");
        RasterGrid grid = new RasterGrid(
                Projection.utm(60, false), AffineTransform.northUp(800_000, 8_120_000, 100, 100), 400, 100);
        StacItem item = new StacItem(
                job,
                image,
                "0123",
                "x.tif",
                new WrittenImage(
                        grid,
                        SampleType.UINT8,
                        OptionalDouble.empty(),
                        List.of("B8", "B4", "B3"),
                        List.of(),
                        1,
                        "1220"),
                Optional.empty());

        JsonNode json = Items.json(item);

        assertThat(schemas.violations(json)).isEmpty();
        assertThat(json.at("/geometry/type").asText()).isEqualTo("MultiPolygon");
        assertThat(json.at("/bbox/0").asDouble()).isBetween(179.7, 179.9);
        assertThat(json.at("/bbox/2").asDouble()).isBetween(-179.9, -179.7);
    }

    @Test
    void every_common_name_in_the_table_is_one_that_the_extension_knows() throws IOException {
        JsonNode eo = new ObjectMapper()
                .readTree(StacItemTest.class.getResourceAsStream(
                        "schemas/stac-extensions.github.io/eo/v2.0.0/schema.json"));
        List<String> known = StreamSupport.stream(
                        eo.at("/definitions/eo:common_name/enum").spliterator(), false)
                .map(JsonNode::asText)
                .toList();

        assertThat(KnownBand.all()).hasSizeGreaterThan(100).allSatisfy(band -> band.commonName()
                .ifPresent(name -> assertThat(known).as(band.toString()).contains(name)));
    }

    private static StacItem sentinel(String name) {
        ImageAsset image = Items.image("x", Optional.of(Items.TILE), SENTINEL, "B8", "B4", "B3");
        return Items.picture(Items.job("david", Map.of()), image, name);
    }
}
