package dev.swath.flow.listing;

import dev.swath.earthengine.ImageAsset;
import dev.swath.job.SettingException;
import java.util.ArrayList;
import java.util.List;

/** The images of a listing that is needed as a whole. */
final class HeldImages {

    /** Images held at once, about 13 kB each. */
    private static final int MOST = 10_000;

    private final String key;
    private final String value;
    private final List<ImageAsset> images = new ArrayList<>();

    /**
     * @param key the setting that needs all of them
     * @param value of the setting
     */
    HeldImages(String key, String value) {
        this.key = key;
        this.value = value;
    }

    /**
     * Holds one more.
     *
     * @throws SettingException if there are too many
     */
    void add(ImageAsset image) {
        if (images.size() == MOST) {
            throw new SettingException(
                    key,
                    value,
                    "needs the whole listing, which has more than " + MOST
                            + " images; shorten the time from swath.start to swath.end, or narrow swath.filter");
        }
        images.add(image);
    }

    /** All so far, in the order in which they came. */
    List<ImageAsset> all() {
        return List.copyOf(images);
    }
}
