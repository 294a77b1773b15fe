package dev.swath.earthengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swath.grid.AffineTransform;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import dev.swath.job.Visualization;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GetPixelsRequestTest {

    private static final RasterGrid DAVID =
            new RasterGrid(Projection.of("EPSG:32617"), AffineTransform.northUp(337030, 933340, 10, 10), 995, 1000);

    @Test
    void raw_bands_are_requested_with_only_their_grid() {
        GetPixelsRequest request = new GetPixelsRequest(List.of("B8", "B4"), DAVID, Optional.empty());

        assertThat(request.toJson())
                .isEqualTo("{\"fileFormat\":\"GEO_TIFF\",\"bandIds\":[\"B8\",\"B4\"],"
                        + "\"grid\":{\"dimensions\":{\"width\":995,\"height\":1000},"
                        + "\"affineTransform\":{\"scaleX\":10,\"shearX\":0,\"translateX\":337030,"
                        + "\"shearY\":0,\"scaleY\":-10,\"translateY\":933340},\"crsCode\":\"EPSG:32617\"}}");
        assertThat(request.replyBands()).isEqualTo(2);
    }

    @Test
    void a_picture_is_requested_with_one_gamma() throws Exception {
        Visualization look = new Visualization(List.of(0.0), List.of(5000.0), 1.35, List.of());
        GetPixelsRequest request = new GetPixelsRequest(List.of("B8", "B4", "B3"), DAVID, Optional.of(look));

        JsonNode options = new ObjectMapper().readTree(request.toJson()).path("visualizationOptions");

        assertThat(options.toString()).isEqualTo("{\"ranges\":[{\"min\":0,\"max\":5000}],\"gamma\":1.35}");
        assertThat(request.replyBands()).isEqualTo(3);
    }

    @Test
    void each_band_may_have_its_range_and_one_band_a_palette() throws Exception {
        Visualization ranges = new Visualization(List.of(0.0, 1e-7, -2.0), List.of(5000.0, 1.5, 3.0), 1, List.of());
        Visualization palette = new Visualization(List.of(0.0), List.of(1.0), 1, List.of("black", "#00ff00"));

        assertThat(json(new GetPixelsRequest(List.of("A", "B", "C"), DAVID, Optional.of(ranges))))
                .isEqualTo(
                        "{\"ranges\":[{\"min\":0,\"max\":5000},{\"min\":1.0E-7,\"max\":1.5},{\"min\":-2,\"max\":3}]}");
        GetPixelsRequest painted = new GetPixelsRequest(List.of("A"), DAVID, Optional.of(palette));
        assertThat(json(painted))
                .isEqualTo("{\"ranges\":[{\"min\":0,\"max\":1}],\"paletteColors\":[\"black\",\"#00ff00\"]}");
        assertThat(painted.replyBands()).isEqualTo(3);
    }

    @Test
    void numbers_are_read_back_exactly() throws Exception {
        AffineTransform odd = new AffineTransform(0.1 + 0.2, 1e-300, 1e7 + 0.1, -0.0, -1 / 3.0, 10_000_000);
        RasterGrid grid = new RasterGrid(Projection.of("EPSG:32717"), odd, 1, 1);

        JsonNode matrix = new ObjectMapper()
                .readTree(new GetPixelsRequest(List.of("B"), grid, Optional.empty()).toJson())
                .at("/grid/affineTransform");

        assertThat(matrix.path("scaleX").asDouble()).isEqualTo(odd.scaleX());
        assertThat(matrix.path("shearX").asDouble()).isEqualTo(odd.shearX());
        assertThat(matrix.path("translateX").asDouble()).isEqualTo(odd.translateX());
        assertThat(matrix.path("shearY").toString()).isEqualTo("0");
        assertThat(matrix.path("scaleY").asDouble()).isEqualTo(odd.scaleY());
        assertThat(matrix.path("translateY").toString()).isEqualTo("10000000");
    }

    @Test
    void the_path_names_the_image() {
        ImageAsset image = new ImageAsset(
                "projects/earthengine-public/assets/C/I",
                "C/I",
                Instant.EPOCH,
                Instant.EPOCH,
                Optional.empty(),
                Map.of(),
                List.of());

        assertThat(new GetPixelsRequest(List.of("B8"), DAVID, Optional.empty()).path(image))
                .isEqualTo("v1/projects/earthengine-public/assets/C/I:getPixels");
    }

    @Test
    void requests_that_the_service_would_refuse_are_not_made() {
        RasterGrid wide = new RasterGrid(DAVID.projection(), DAVID.transform(), 32769, 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GetPixelsRequest(List.of("B"), wide, Optional.empty()))
                .withMessageContaining("32769");
        assertThatIllegalArgumentException().isThrownBy(() -> new GetPixelsRequest(List.of(), DAVID, Optional.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GetPixelsRequest(Collections.nCopies(1025, "B"), DAVID, Optional.empty()));
    }

    private static String json(GetPixelsRequest request) throws Exception {
        return new ObjectMapper()
                .readTree(request.toJson())
                .path("visualizationOptions")
                .toString();
    }
}
