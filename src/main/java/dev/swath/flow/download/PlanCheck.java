package dev.swath.flow.download;

import dev.swath.earthengine.BandSelection;
import dev.swath.earthengine.BandSelectionException;
import dev.swath.earthengine.ImageAsset;
import dev.swath.earthengine.compute.ComputedImage;
import dev.swath.grid.OutputGrid;
import dev.swath.job.Job;
import dev.swath.job.SettingException;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether a job can be done with an image, and which of its settings is to blame if not. */
public final class PlanCheck {

    private static final String BANDS = "swath.bands";

    private PlanCheck() {}

    /** Whether the job can be done with this image. */
    public static boolean fits(Job job, ImageAsset image) {
        try {
            ImagePlan.of(job, image).requireNodata(job);
            ImageFile.name(job, image);
            return true;
        } catch (BandSelectionException | IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Holds a job against the first image of its collection.
     *
     * @throws SettingException if no image like this one can be planned
     */
    public static void check(Job whole, ImageAsset image) {
        Job job = FeatureFiles.job(whole, image);
        obeyed("swath.cloud-mask", written(job, "swath.cloud-mask"), () -> {
            ComputedImage.requireClouds(job.computing(), image);
            return image;
        });
        Optional<ComputedImage> computed = obeyed(BANDS, written(job, BANDS), () -> ImagePlan.computed(job, image));
        obeyed("swath.method", job.method().word(), () -> {
            ImagePlan.requireMethod(job, computed);
            return image;
        });
        BandSelection bands = obeyed(BANDS, written(job, BANDS), () -> ImagePlan.bands(job, image, computed));
        boolean scaled = job.scale().isPresent();
        obeyed(
                scaled ? "swath.scale" : "swath.area",
                scaled ? plain(job.scale().getAsDouble()) : job.area().geoJson(),
                () -> OutputGrid.of(job.area().geometry(), bands.grid(), job.crs(), job.scale()));
        ImagePlan plan =
                obeyed("swath.tile.max-bytes", String.valueOf(job.tileMaxBytes()), () -> ImagePlan.of(job, image));
        obeyed("swath.nodata", written(job, "swath.nodata"), () -> {
            plan.requireNodata(job);
            return plan;
        });
        obeyed("swath.file-name", job.fileName().template(), () -> ImageFile.name(job, image));
    }

    private static String written(Job job, String key) {
        return job.settings().getOrDefault(key, "");
    }

    private static <T> T obeyed(String key, String value, Supplier<T> step) {
        try {
            return step.get();
        } catch (BandSelectionException | IllegalArgumentException e) {
            throw new SettingException(key, value, e.getMessage());
        }
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
