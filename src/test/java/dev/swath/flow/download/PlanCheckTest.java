package dev.swath.flow.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.swath.earthengine.AssetPage;
import dev.swath.earthengine.ImageAsset;
import dev.swath.flow.ScriptedImages;
import dev.swath.job.Job;
import dev.swath.job.SettingException;
import dev.swath.job.SettingReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The first image of a collection shows which setting of a job can't be met. */
class PlanCheckTest {

    /** Only the image shows that these are computed: its bands have a scale, and none is called ndvi. */
    @ParameterizedTest
    @ValueSource(strings = {"values=scaled", "bands=ndvi", "bands=B8,ndvi", "bands=ndvi; values=scaled"})
    void a_computed_image_is_refused_where_the_job_wants_get_pixels(String settings) throws IOException {
        SettingException refusal = refusal(settings + "; method=getPixels");

        assertThat(refusal.key()).isEqualTo("swath.method");
        assertThat(refusal)
                .hasMessage("swath.method = 'getPixels': reads stored bands, but some of these are computed;"
                        + " write auto or computePixels");
        assertThat(PlanCheck.fits(job(settings + "; method=getPixels"), image()))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"bands=B8, getPixels", "bands=B8, computePixels", "bands=ndvi, auto", "values=scaled, computePixels"})
    void a_method_that_can_deliver_passes(String settings, String method) throws IOException {
        Job job = job(settings + "; method=" + method);
        ImageAsset image = image();

        assertThatCode(() -> PlanCheck.check(job, image)).doesNotThrowAnyException();
        assertThat(PlanCheck.fits(job, image)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bands=B99 | swath.bands | B99",
                "bands=x=B8/B99 | swath.bands | B99",
                "bands=ndwi | swath.bands | ndwi",
                "cloud-mask=scl | swath.cloud-mask | SCL",
                "crs=EPSG:4326; scale=0.000000001 | swath.scale | 0.000000001",
                "area=10,50,11,51 | swath.area | 10",
                "bands=B8; nodata=70000 | swath.nodata | is not a value that samples of type uint16 can have",
                "bands=B8; nodata=0.5 | swath.nodata | uint16",
                "bands=B8; nodata=nan | swath.nodata | uint16",
                "bands=B8; nodata=-1; type=uint8 | swath.nodata | uint8"
            })
    void the_setting_that_an_image_can_not_meet_is_named(String settings, String key, String text) throws IOException {
        SettingException refusal = refusal(settings);

        assertThat(refusal.key()).isEqualTo(key);
        assertThat(refusal).hasMessageContaining(text);
    }

    private static SettingException refusal(String settings) throws IOException {
        Job job = job(settings);
        ImageAsset image = image();
        SettingException refusal = catchThrowableOfType(SettingException.class, () -> PlanCheck.check(job, image));
        assertThat(refusal).isNotNull();
        return refusal;
    }

    private static Job job(String settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "swath.collection", "COPERNICUS/S2_SR_HARMONIZED",
                "swath.area", "-82.5,8.3,-82.4,8.4",
                "swath.start", "P1D",
                "swath.bands", "B8"));
        for (String setting : settings.split("; *")) {
            String[] parts = setting.split("=", 2);
            all.put("swath." + parts[0], parts[1]);
        }
        return Job.from("job", SettingReader.of(key -> Optional.ofNullable(all.get(key))));
    }

    private static ImageAsset image() throws IOException {
        String asset = ScriptedImages.asset("COPERNICUS/S2_SR_HARMONIZED", "a", 0, List.of("B8", "B4"));
        return AssetPage.parseImage(asset.getBytes(StandardCharsets.UTF_8))
                .images()
                .get(0);
    }
}
