package dev.swath.earthengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swath.grid.SampleType;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;

class ImageAssetTest {

    private static final String NAME = "projects/earthengine-public/assets/COLLECTION/IMAGE";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'precision':'INT','range':{'max':255}} | UINT8",
                "{'precision':'INT','range':{'max':65535}} | UINT16",
                "{'precision':'INTEGER','range':{'max':65535}} | UINT16",
                "{'precision':'INT','range':{'max':100}} | UINT8",
                "{'precision':'INT','range':{}} | UINT8",
                "{'precision':'INT','range':{'min':-128,'max':127}} | INT8",
                "{'precision':'INT','range':{'min':-1,'max':255}} | INT16",
                "{'precision':'INT','range':{'min':-32768,'max':32767}} | INT16",
                "{'precision':'INT','range':{'min':-1,'max':65535}} | INT32",
                "{'precision':'INT','range':{'max':4294967295}} | UINT32",
                "{'precision':'INT','range':{'min':-2147483648,'max':2147483647}} | INT32",
                "{'precision':'INT','range':{'min':-9e18,'max':9e18}} | FLOAT64",
                "{'precision':'INT'} | INT32",
                "{'precision':'FLOAT'} | FLOAT32",
                "{'precision':'DOUBLE'} | FLOAT64"
            })
    void the_range_of_a_band_gives_its_type(String dataType, SampleType type) throws Exception {
        ImageAsset image = image("""
                "bands":[{"id":"B","dataType":%s,"grid":{"crsCode":"EPSG:4326","dimensions":{"width":2,"height":1},
                 "affineTransform":{"scaleX":1,"scaleY":-1}}}]
                """.formatted(dataType.replace('\'', '"')));

        assertThat(image.bands()).extracting(Band::type).containsExactly(type);
    }

    @Test
    void a_band_that_swath_can_not_use_does_not_hide_the_others() throws Exception {
        String grid = "\"grid\":{\"crsCode\":\"%s\",\"dimensions\":{\"width\":2,\"height\":1},"
                + "\"affineTransform\":{\"scaleX\":10,\"scaleY\":-10}}";
        String type = "\"dataType\":{\"precision\":\"INT\",\"range\":{\"max\":255}}";
        ImageAsset image = image("\"bands\":[{\"id\":\"GOOD\",%s,%s},{\"id\":\"ODD\",%s,%s},{\"id\":\"BARE\",%s}]"
                .formatted(type, grid.formatted("EPSG:32617"), type, grid.formatted("SR-ORG:9999"), type));

        assertThat(image.bands()).extracting(Band::id).containsExactly("GOOD");
        assertThat(image.unusableBands()).containsOnlyKeys("ODD", "BARE");
        assertThat(image.unusableBands().get("ODD")).contains("SR-ORG:9999");
        assertThat(image.unusableBands().get("BARE")).contains("does not say in which reference system");
    }

    @Test
    void properties_keep_their_kind_and_order() throws Exception {
        ImageAsset image = image(
                "\"properties\":{\"Z\":1704923514000,\"A\":12.5,\"TEXT\":\"17PLK\",\"FLAG\":true,\"LIST\":[1,2]}");

        assertThat(image.properties().keySet()).containsExactly("Z", "A", "TEXT", "FLAG", "LIST");
        assertThat(image.properties().values()).containsExactly(1704923514000L, 12.5, "17PLK", true, "[1,2]");
    }

    @Test
    void update_time_that_is_missing_is_the_start() throws Exception {
        assertThat(image("\"x\":0").updated()).isEqualTo(Instant.parse("2024-01-10T16:14:32.519Z"));
    }

    @Test
    void times_may_carry_an_offset() throws Exception {
        assertThat(image("\"updateTime\":\"2024-01-11T04:12:33.123456-05:00\"").updated())
                .isEqualTo(Instant.parse("2024-01-11T09:12:33.123456Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'Polygon','coordinates':[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[1,1],[2,1],[2,2],[1,2],[1,1]]]} | 15",
                "{'type':'MultiPolygon','coordinates':[[[[0,0],[1,0],[1,1],[0,1],[0,0]]],[[[2,0],[3,0],[3,1],[2,1],[2,0]]]]} | 2",
                "{'type':'LinearRing','coordinates':[[0,0],[2,0],[2,2],[0,2],[0,0]]} | 4",
                "{'type':'Polygon','coordinates':[[[0,0],[2,0],[2,2],[0,2]]]} | 4",
                "{'type':'Polygon','coordinates':[[[0,0],[2,2],[2,0],[0,2],[0,0]]]} | 2",
                "{'type':'GeometryCollection','geometries':[{'type':'Polygon','coordinates':[[[0,0],[1,0],[1,1],[0,0]]]}]} | 0.5"
            })
    void footprints_of_every_type_with_an_area_are_read(String geometry, double area) throws Exception {
        ImageAsset image = image("\"geometry\":" + geometry.replace('\'', '"'));

        assertThat(image.footprint()).hasValueSatisfying(footprint -> {
            assertThat(footprint.isValid()).isTrue();
            assertThat(footprint.getArea()).isEqualTo(area);
        });
    }

    /** Each edge crosses nearly all others, which makes millions of crossings. */
    @Test
    void a_ring_that_crosses_itself_very_often_is_quickly_replaced_by_its_hull() throws Exception {
        int points = 20_001;
        String star = IntStream.rangeClosed(0, points)
                .mapToDouble(i -> 2 * Math.PI * (i % points) * (points / 2) / points)
                .mapToObj(angle -> "[%.9f,%.9f]".formatted(Math.cos(angle), Math.sin(angle)))
                .collect(Collectors.joining(","));

        Geometry footprint = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> image(
                        "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[" + star + "]]}")
                .footprint()
                .orElseThrow());

        assertThat(footprint.isValid()).isTrue();
        assertThat(footprint.getArea()).isCloseTo(Math.PI, within(1e-3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'Polygon','coordinates':[[['-Infinity','-Infinity'],['Infinity','-Infinity'],['Infinity','Infinity'],['-Infinity','-Infinity']]]}",
                "{'type':'Polygon','coordinates':[[[0,0],[1,1]]]}",
                "{'type':'Polygon','coordinates':[]}",
                "{'type':'Point','coordinates':[0,0]}",
                "null",
                "7"
            })
    void a_footprint_without_bounds_or_area_is_unknown(String geometry) throws Exception {
        assertThat(image("\"geometry\":" + geometry.replace('\'', '"')).footprint())
                .isEmpty();
    }

    @Test
    void a_name_that_could_change_the_path_is_refused() throws Exception {
        JsonNode json =
                json("{\"name\":\"projects/p/assets/a/../../../etc/passwd\",\"startTime\":\"2024-01-10T00:00:00Z\"}");

        assertThatThrownBy(() -> ImageAsset.parse(json))
                .isInstanceOf(MalformedReplyException.class)
                .hasMessageContaining("etc/passwd");
    }

    @Test
    void an_image_without_a_time_is_refused() throws Exception {
        assertThatThrownBy(() -> ImageAsset.parse(json("{\"name\":\"" + NAME + "\"}")))
                .isInstanceOf(MalformedReplyException.class)
                .hasMessage(NAME + " has no startTime");
        assertThatThrownBy(() -> ImageAsset.parse(json("{\"name\":\"" + NAME + "\",\"startTime\":\"soon\"}")))
                .isInstanceOf(MalformedReplyException.class)
                .hasMessage(NAME + ": startTime 'soon' is not a time");
    }

    private static ImageAsset image(String fields) throws IOException {
        return ImageAsset.parse(
                json("{\"name\":\"%s\",\"startTime\":\"2024-01-10T16:14:32.519Z\",%s}".formatted(NAME, fields)));
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
