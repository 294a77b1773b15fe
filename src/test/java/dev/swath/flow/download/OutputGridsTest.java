package dev.swath.flow.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.earthengine.AssetPage;
import dev.swath.earthengine.ImageAsset;
import dev.swath.flow.ScriptedImages;
import dev.swath.grid.RasterGrid;
import dev.swath.job.Job;
import dev.swath.job.SettingReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The output grids of a job, remembered over many images. */
class OutputGridsTest {

    private static final Map<String, String> SETTINGS = Map.of(
            "swath.collection", "C",
            "swath.area", "-82.5,8.3,-82.4,8.4",
            "swath.start", "P1D",
            "swath.bands", "B8");

    private final Job job = Job.from("job", SettingReader.of(key -> Optional.ofNullable(SETTINGS.get(key))));
    private final OutputGrids grids = new OutputGrids();

    @Test
    void a_plan_on_a_grid_that_is_known_is_the_plan_without_it() throws IOException {
        ImageAsset image = image(300_000);
        ImagePlan.of(job, image, grids);

        assertThat(ImagePlan.of(job, image, grids)).isEqualTo(ImagePlan.of(job, image));
    }

    @Test
    void images_of_very_many_grids_are_each_planned_on_their_own() throws IOException {
        for (int turn = 0; turn < 2; turn++) {
            for (int left = 300_000; left < 300_300; left++) {
                RasterGrid band = image(left).bands().get(0).grid();
                assertThat(grids.of(job, band)).isEqualTo(OutputGrids.OnGrid.of(job, band));
            }
        }
    }

    private static ImageAsset image(int left) throws IOException {
        String asset = ScriptedImages.asset("C", "a", 0, List.of("B8"))
                .replaceFirst("\"translateX\": [0-9.]+", "\"translateX\": " + left);
        return AssetPage.parseImage(asset.getBytes(StandardCharsets.UTF_8))
                .images()
                .get(0);
    }
}
