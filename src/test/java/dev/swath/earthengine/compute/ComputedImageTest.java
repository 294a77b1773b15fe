package dev.swath.earthengine.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swath.earthengine.Band;
import dev.swath.earthengine.ImageAsset;
import dev.swath.earthengine.expression.ExpressionJson;
import dev.swath.earthengine.expression.Raster;
import dev.swath.grid.AffineTransform;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import dev.swath.job.CloudMask;
import dev.swath.job.Computing;
import dev.swath.job.Computing.Values;
import dev.swath.job.formula.BandDefinition;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComputedImageTest {

    private static final String SCENE = "20240105T160511_20240105T161202_T17PLK";
    private static final ImageAsset SENTINEL =
            image("COPERNICUS/S2_SR_HARMONIZED/" + SCENE, Map.of(), "B8", "B4", "B3", "B2");
    private static final ImageAsset LANDSAT =
            image("LANDSAT/LC08/C02/T1_L2/LC08_012054_20240105", Map.of(), "SR_B5", "SR_B4", "ST_B10", "QA_PIXEL");
    private static final CloudMask SCL = new CloudMask(CloudMask.Source.SCL, OptionalDouble.empty(), 0);

    private static ImageAsset image(String id, Map<String, Object> properties, String... bands) {
        List<Band> all = new ArrayList<>();
        Arrays.stream(bands).forEach(band -> all.add(new Band(band, SampleType.UINT16, grid(10))));
        all.add(new Band("SCL", SampleType.UINT8, grid(20)));
        all.add(new Band("QA60", SampleType.UINT16, grid(60)));
        return new ImageAsset(
                "projects/earthengine-public/assets/" + id,
                id,
                Instant.EPOCH,
                Instant.EPOCH,
                Optional.empty(),
                properties,
                all);
    }

    private static RasterGrid grid(double side) {
        return new RasterGrid(
                Projection.of("EPSG:32617"),
                new AffineTransform(side, 0, 300_000, 0, -side, 1_000_020),
                (int) (109_800 / side),
                (int) (109_800 / side));
    }

    private static ComputedImage computed(ImageAsset image, String bands) {
        return computed(image, bands, Optional.empty(), Values.STORED, Optional.empty());
    }

    private static ComputedImage computed(
            ImageAsset image, String bands, Optional<CloudMask> clouds, Values values, Optional<SampleType> type) {
        Computing computing =
                new Computing(BandDefinition.parseList(bands), clouds, values, type, Optional.empty(), "p");
        return ComputedImage.of(computing, image, false, false).orElseThrow();
    }

    @Test
    void stored_bands_as_they_are_need_no_computing() {
        Computing computing = new Computing(
                BandDefinition.parseList("B8,B4,B3"),
                Optional.empty(),
                Values.STORED,
                Optional.empty(),
                Optional.empty(),
                "p");

        assertThat(ComputedImage.of(computing, SENTINEL, false, false)).isEmpty();
    }

    @Test
    void an_image_for_one_field_of_a_farm_is_loaded_by_its_id_in_the_catalogue() {
        assertThat(text(computed(SENTINEL.ofFeature("3"), "ndvi").raster()))
                .isEqualTo(text(computed(SENTINEL, "ndvi").raster()));
    }

    @Test
    void ready_made_ndvi_is_the_graph_that_the_python_client_sends() throws IOException {
        assertThat(text(computed(SENTINEL, "ndvi").raster()))
                .isEqualTo(captured("ndvi").replace("\"NDVI\"", "\"ndvi\""));
    }

    @Test
    void arithmetic_is_the_graph_that_the_python_client_sends_masked_where_it_divides_by_zero() throws IOException {
        String quotient = captured("ndvi-arithmetic");
        String divisor = quotient.substring(quotient.indexOf("Image.add("), quotient.length() - 1);

        assertThat(text(computed(SENTINEL, "x=(B8-B4)/(B8+B4)").raster()))
                .isEqualTo("Image.rename(input=Image.updateMask(image=" + quotient + ", mask=Image.neq(image1="
                        + divisor + ", image2=Image.constant(value=0))), names=[\"x\"])");
    }

    @Test
    void clouds_of_the_scene_classification_are_masked_as_the_python_client_does() throws IOException {
        assertThat(text(computed(SENTINEL, "B8,B4,B3", Optional.of(SCL), Values.STORED, Optional.empty())
                        .raster()))
                .isEqualTo(captured("scl-mask-remap"));
    }

    @Test
    void clouds_of_the_quality_bits_are_masked_as_the_python_client_does() throws IOException {
        CloudMask qa60 = new CloudMask(CloudMask.Source.QA60, OptionalDouble.empty(), 0);

        String divided = captured("qa60-mask");
        String mask =
                divided.substring(divided.indexOf("mask="), divided.indexOf(", image2=Image.constant(value=10000)"));

        assertThat(text(computed(SENTINEL, "B8", Optional.of(qa60), Values.STORED, Optional.empty())
                        .raster()))
                .contains(mask);
    }

    @Test
    void the_cloud_score_is_linked_as_the_python_client_does() throws IOException {
        CloudMask score = new CloudMask(CloudMask.Source.CLOUD_SCORE_PLUS, OptionalDouble.of(0.6), 0);

        assertThat(text(computed(SENTINEL, "B8", Optional.of(score), Values.STORED, Optional.empty())
                        .raster()))
                .contains("mask=Image.gte(image1=" + captured("cloudscore-image-link")
                        + ", image2=Image.constant(value=0.6))");
    }

    @Test
    void a_buffer_grows_the_clouds_in_metres() {
        CloudMask buffered = new CloudMask(CloudMask.Source.SCL, OptionalDouble.empty(), 100);

        assertThat(text(computed(SENTINEL, "B8", Optional.of(buffered), Values.STORED, Optional.empty())
                        .raster()))
                .contains("mask=Image.not(value=Image.focalMax(image=Image.not(value=Image.remap(")
                .contains("radius=100.0, units=\"meters\"");
    }

    @ParameterizedTest
    @CsvSource({
        "x=B8+B4,UINT32",
        "x=B8-B4,INT32",
        "x=B8/2,FLOAT32",
        "x=B8>100,UINT8",
        "x=abs(B8-B4),UINT16",
        "'x=min(B8,255)',UINT8",
        "x=B8*B4*B3,FLOAT64",
        "x=-SCL,INT16",
        "x=B8*0.0001,FLOAT32",
        "x=SCL==4?B8:0,UINT16",
        "ndvi,FLOAT32",
        "'x=SCL==4,B8',UINT16",
    })
    void the_smallest_type_that_holds_the_values_is_chosen(String bands, SampleType type) {
        Computing computing = new Computing(
                BandDefinition.parseList(bands),
                Optional.empty(),
                Values.STORED,
                Optional.empty(),
                Optional.empty(),
                "p");

        ComputedImage image = ComputedImage.of(computing, SENTINEL, true, false).orElseThrow();

        assertThat(image.type()).isEqualTo(type);
        assertThat(image.asset().bands()).extracting(Band::type).containsOnly(type);
    }

    @Test
    void whole_numbers_that_were_asked_for_are_rounded_and_limited() {
        ComputedImage image =
                computed(SENTINEL, "x=ndvi*0+B8/3", Optional.empty(), Values.STORED, Optional.of(SampleType.INT16));

        assertThat(written(ExpressionJson.of(image.reply(Optional.empty(), Optional.empty()))))
                .contains("Image.clamp(high=32767.0, input=Image.round(")
                .contains("low=-32768.0")
                .startsWith("Image.addBands(dstImg=Image.toInt16(");
    }

    @Test
    void physical_values_take_scale_and_offset_of_the_collection() {
        assertThat(text(computed(LANDSAT, "ST_B10", Optional.empty(), Values.SCALED, Optional.empty())
                        .raster()))
                .startsWith("Image.rename(input=Image.add(image1=Image.multiply(")
                .contains("value=0.00341802")
                .contains("value=149");
    }

    @Test
    void sentinel_images_of_newer_baselines_are_shifted_unless_they_are_harmonized() {
        ImageAsset shifted = image("COPERNICUS/S2_SR/" + SCENE, Map.of("PROCESSING_BASELINE", "05.10"), "B8", "B4");
        ImageAsset older = image("COPERNICUS/S2_SR/" + SCENE, Map.of("PROCESSING_BASELINE", "03.01"), "B8", "B4");

        assertThat(scaled(shifted)).contains("Image.constant(value=-0.1)");
        assertThat(scaled(older)).doesNotContain("Image.add");
        assertThat(scaled(SENTINEL)).contains("value=1.0E-4").doesNotContain("Image.add");
    }

    private static String scaled(ImageAsset image) {
        return text(computed(image, "B8", Optional.empty(), Values.SCALED, Optional.empty())
                .raster());
    }

    @Test
    void an_index_of_values_with_an_offset_is_computed_from_reflectance() {
        assertThat(text(computed(LANDSAT, "ndvi").raster()))
                .doesNotContain("normalizedDifference")
                .contains("Image.constant(value=-0.2)")
                .contains("SR_B5")
                .contains("SR_B4");
    }

    @Test
    void stored_bands_that_follow_each_other_are_selected_in_one_step() {
        String graph = text(computed(SENTINEL, "B8,B4,ndvi,B3").raster());

        assertThat(graph).contains("bandSelectors=[\"B8\",\"B4\"]").contains("bandSelectors=[\"B3\"]");
    }

    @Test
    void bands_of_several_resolutions_in_one_formula_need_a_scale() {
        assertThatThrownBy(() -> computed(SENTINEL, "x=B8*(SCL==4)"))
                .hasMessageContaining("differ in resolution")
                .hasMessageContaining("swath.scale");
    }

    @Test
    void a_band_that_the_image_lacks_is_named() {
        assertThatThrownBy(() -> computed(SENTINEL, "x=B8-B99")).hasMessageContaining("has no band 'B99'");
        assertThatThrownBy(() -> computed(LANDSAT, "evi")).hasMessageContaining("has no band 'blue'");
        assertThatThrownBy(() -> computed(
                        LANDSAT,
                        "SR_B4",
                        Optional.of(new CloudMask(CloudMask.Source.CLOUD_PROBABILITY, OptionalDouble.of(40), 0)),
                        Values.STORED,
                        Optional.empty()))
                .hasMessageContaining("Sentinel-2");
    }

    private static String captured(String name) throws IOException {
        JsonNode expression = new ObjectMapper()
                .readTree(ComputedImageTest.class.getResourceAsStream(name + ".json"))
                .at("/body/expression");
        return written(expression);
    }

    private static String text(Raster raster) {
        return written(ExpressionJson.of(raster.node()));
    }

    /** A graph as nested calls, arguments by their names: equal graphs are equal texts. */
    private static String written(JsonNode expression) {
        return written(expression.get("values").get(expression.get("result").asText()), expression.get("values"));
    }

    private static String written(JsonNode node, JsonNode values) {
        if (node.has("valueReference")) {
            return written(values.get(node.get("valueReference").asText()), values);
        }
        if (node.has("constantValue")) {
            return node.get("constantValue").toString();
        }
        JsonNode call = node.get("functionInvocationValue");
        TreeMap<String, String> arguments = new TreeMap<>();
        call.get("arguments")
                .properties()
                .forEach(argument -> arguments.put(argument.getKey(), written(argument.getValue(), values)));
        return call.get("functionName").asText() + "("
                + String.join(
                        ", ",
                        arguments.entrySet().stream()
                                .map(argument -> argument.getKey() + "=" + argument.getValue())
                                .toList())
                + ")";
    }
}
