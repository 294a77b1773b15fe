package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swath.earthengine.Band;
import dev.swath.earthengine.ImageAsset;
import dev.swath.earthengine.KnownBand;
import dev.swath.earthengine.KnownCollection;
import dev.swath.emulator.EarthEngineEmulator;
import dev.swath.emulator.EmulatorSettings;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bands by which jobs are checked are those that the emulator has, which are Earth Engine's. */
class KnownCollectionsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void every_band_of_the_emulator_is_known_with_its_pixel_size() throws IOException {
        try (EarthEngineEmulator emulator = EarthEngineEmulator.start(EmulatorSettings.defaults())) {
            for (String id : emulator.collections()) {
                KnownCollection known = KnownCollection.of(id).orElseThrow(() -> new AssertionError(id));
                ImageAsset image = firstImage(emulator, id);

                assertThat(known.pixels())
                        .as(id)
                        .containsKeys(image.bands().stream().map(Band::id).toArray(String[]::new));
                for (Band band : image.bands()) {
                    double side = band.grid().transform().scaleX();
                    assertThat(known.pixels().get(band.id()).orElse(side))
                            .as("%s of %s", band.id(), id)
                            .isCloseTo(side, within(mostError(band)));
                }
            }
        }
    }

    @Test
    void every_band_with_a_scale_or_a_common_name_is_one_of_its_collection() {
        for (KnownBand band : KnownBand.all()) {
            List<KnownCollection> alike = KnownCollection.ids().stream()
                    .filter(id -> id.startsWith(band.collection()))
                    .map(id -> KnownCollection.of(id).orElseThrow())
                    .toList();
            boolean there = alike.stream().anyMatch(one -> one.pixels().containsKey(band.band()));
            assertThat(there).as("%s of %s", band.band(), band.collection()).isEqualTo(!alike.isEmpty());
        }
    }

    @Test
    void the_typical_image_has_the_bands_in_the_order_of_the_catalogue() {
        ImageAsset image =
                KnownCollection.of("COPERNICUS/S2_SR_HARMONIZED").orElseThrow().typicalImage();

        assertThat(image.bands())
                .extracting(Band::id)
                .startsWith("B1", "B2", "B3")
                .endsWith("MSK_CLASSI_SNOW_ICE");
        assertThat(image.band("SCL").grid().transform().scaleX()).isEqualTo(20);
    }

    @Test
    void nothing_is_known_of_collections_of_users() {
        assertThat(KnownCollection.of("users/somebody/collection")).isEmpty();
        assertThat(KnownCollection.of("COPERNICUS/S2_SR_HARMONIZED/more")).isEmpty();
    }

    /** The grid of the angles of Sentinel-1 differs from image to image; it is always many times coarser than the others. */
    private static double mostError(Band band) {
        return band.id().equals("angle") ? 10_000 : 1e-6;
    }

    private static ImageAsset firstImage(EarthEngineEmulator emulator, String collection) throws IOException {
        URI page = emulator.url()
                .resolve("/v1/projects/earthengine-public/assets/" + collection + ":listAssets?pageSize=1&view=FULL");
        JsonNode assets = JSON.readTree(page.toURL().openStream()).path("assets");
        assertThat(assets).as(collection).isNotEmpty();
        return ImageAsset.parse(assets.get(0));
    }
}
