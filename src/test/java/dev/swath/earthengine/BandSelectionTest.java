package dev.swath.earthengine;

import static dev.swath.grid.SampleType.INT16;
import static dev.swath.grid.SampleType.UINT16;
import static dev.swath.grid.SampleType.UINT8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swath.grid.AffineTransform;
import dev.swath.grid.Fetch;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BandSelectionTest {

    private static final ImageAsset IMAGE = new ImageAsset(
            "projects/earthengine-public/assets/C/I",
            "C/I",
            Instant.EPOCH,
            Instant.EPOCH,
            Optional.empty(),
            Map.of(),
            List.of(
                    band("B1", UINT16, "EPSG:32617", 60),
                    band("B2", UINT16, "EPSG:32617", 10),
                    band("B8", UINT16, "EPSG:32617", 10),
                    band("B5", UINT16, "EPSG:32617", 20),
                    band("TCI_R", UINT8, "EPSG:32617", 10),
                    band("ODD", UINT8, "EPSG:32617", 15),
                    band("WEST", UINT8, "EPSG:32616", 10),
                    band("TEMP", INT16, "EPSG:4326", 0.0025)),
            Map.of("MODIS", "its reference system is unknown"));

    @Test
    void bands_keep_the_order_of_the_job() {
        BandSelection selection = BandSelection.of(IMAGE, List.of("B8", "B2"), false);

        assertThat(selection.bands()).extracting(Band::id).containsExactly("B8", "B2");
        assertThat(selection.grid().transform().scaleX()).isEqualTo(10);
        assertThat(selection.fetch(Fetch.AUTO)).isEqualTo(Fetch.AUTO);
    }

    @Test
    void an_unknown_band_is_answered_with_the_bands_of_the_image() {
        assertThatThrownBy(() -> BandSelection.of(IMAGE, List.of("B2", "b8"), true))
                .isInstanceOf(BandSelectionException.class)
                .hasMessage(
                        "C/I has no band 'b8'; did you mean B8? its bands are: B1, B2, B8, B5, TCI_R, ODD, WEST, TEMP");
    }

    @Test
    void a_band_that_can_not_be_used_is_answered_with_the_reason() {
        assertThatThrownBy(() -> BandSelection.of(IMAGE, List.of("MODIS"), true))
                .isInstanceOf(BandSelectionException.class)
                .hasMessage("band 'MODIS' of C/I can't be used: its reference system is unknown");
    }

    @Test
    void bands_of_several_resolutions_need_a_scale() {
        assertThatThrownBy(() -> BandSelection.of(IMAGE, List.of("B5", "B2", "B1"), false))
                .isInstanceOf(BandSelectionException.class)
                .hasMessage("the bands differ in resolution: B5 (20 m), B2 (10 m), B1 (60 m); choose bands of"
                        + " one resolution, or set swath.scale");
        assertThatThrownBy(() -> BandSelection.of(IMAGE, List.of("B2", "WEST", "TEMP"), false))
                .isInstanceOf(BandSelectionException.class)
                .hasMessageContaining(
                        "B2 (10 m in EPSG:32617), WEST (10 m in EPSG:32616)," + " TEMP (0.0025 degrees in EPSG:4326)");
    }

    @Test
    void with_a_scale_the_finest_lattice_of_the_first_bands_system_is_followed() {
        BandSelection selection = BandSelection.of(IMAGE, List.of("B1", "B5", "WEST"), true);

        assertThat(selection.grid().transform().scaleX()).isEqualTo(20);
        assertThat(selection.grid().projection().code()).isEqualTo("EPSG:32617");
    }

    @ParameterizedTest
    @CsvSource({"B1 B2 B5, AUTO", "B5 B1, AUTO", "B2 ODD, AS_ASKED", "B2 WEST, AS_ASKED", "B2 TEMP, AS_ASKED"})
    void native_pixels_replace_smaller_ones_only_if_the_lattices_nest(String bands, Fetch fetch) {
        BandSelection selection = BandSelection.of(IMAGE, List.of(bands.split(" ")), true);

        assertThat(selection.fetch(Fetch.AUTO)).isEqualTo(fetch);
        assertThat(selection.fetch(Fetch.AS_ASKED)).isEqualTo(Fetch.AS_ASKED);
    }

    @Test
    void every_band_of_a_raw_reply_has_the_common_type() {
        BandSelection selection = BandSelection.of(IMAGE, List.of("TCI_R", "B2"), false);

        assertThat(selection.replyTypes(false)).containsExactly(UINT16, UINT16);
    }

    @Test
    void a_visualized_reply_is_8_bit_rgb_even_for_one_band() {
        BandSelection selection = BandSelection.of(IMAGE, List.of("B2"), false);

        assertThat(selection.replyTypes(true)).containsExactly(UINT8, UINT8, UINT8);
    }

    @ParameterizedTest
    @CsvSource({
        "UINT8, UINT8",
        "UINT8 UINT16, UINT16",
        "UINT8 UINT32, UINT32",
        "INT8, INT8",
        "INT8 INT16, INT16",
        "UINT8 INT8, INT16",
        "UINT8 INT16, INT16",
        "UINT16 INT8, INT32",
        "UINT16 INT16, INT32",
        "UINT8 UINT16 INT32, INT32",
        "UINT32 INT8, FLOAT64",
        "UINT16 FLOAT32, FLOAT32",
        "INT16 FLOAT32, FLOAT32",
        "INT32 FLOAT32, FLOAT64",
        "UINT32 FLOAT32, FLOAT64",
        "FLOAT32 FLOAT64, FLOAT64",
        "UINT8 FLOAT64, FLOAT64"
    })
    void the_common_type_holds_every_value(String types, SampleType common) {
        List<SampleType> given =
                Stream.of(types.split(" ")).map(SampleType::valueOf).toList();

        assertThat(BandSelection.commonType(given)).isEqualTo(common);
    }

    @Test
    void no_bands_can_not_be_selected() {
        assertThatThrownBy(() -> BandSelection.of(IMAGE, List.of(), false))
                .isInstanceOf(BandSelectionException.class)
                .hasMessage("0 bands are requested; 1 to 1024 are possible");
    }

    private static Band band(String id, SampleType type, String crs, double pixel) {
        return new Band(
                id,
                type,
                new RasterGrid(Projection.of(crs), AffineTransform.northUp(300000, 1000020, pixel, pixel), 100, 100));
    }
}
