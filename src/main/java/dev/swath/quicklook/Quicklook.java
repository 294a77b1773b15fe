package dev.swath.quicklook;

import dev.swath.geotiff.TiffImage;
import dev.swath.geotiff.TiffReader;
import dev.swath.grid.Window;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A small picture of an image's file, made from the overviews in the file. Pictures are shown as they are; of raw
 * bands, the first three become red, green and blue (with one or two bands, the first becomes grey), each stretched
 * between its 2nd and 98th percentile. Pixels without data are transparent.
 */
public final class Quicklook {

    /** The ending of a quicklook's name, in place of {@code .tif}. */
    public static final String ENDING = ".png";

    private static final int OVERVIEW = 1;
    private static final int MASK = 4;

    private Quicklook() {}

    /**
     * The quicklook of a file.
     *
     * @param file a file that Swath has written
     * @param picture whether its bands are red, green and blue, ready to show
     * @param side longest side of the quicklook in pixels; a smaller image is not enlarged
     * @return a PNG with transparency
     * @throws IOException if the file can't be read
     */
    public static byte[] png(Path file, boolean picture, int side) throws IOException {
        try (TiffReader reader = TiffReader.open(file)) {
            TiffImage level = level(reader.images(), side);
            Downsampler shrinking = new Downsampler(level.width(), level.height(), shown(level.bands()), side);
            Optional<TiffImage> mask = mask(reader.images(), level);
            OptionalDouble nodata = reader.image().nodata();
            level.readBlocks((column, row, block) -> {
                byte[] valid = {};
                if (mask.isPresent()) {
                    Window window = new Window(column, row, block.width(), block.height());
                    valid = mask.get().read(window).data();
                }
                shrinking.add(column, row, block, valid, nodata);
            });
            return Png.encode(shrinking.picture(picture ? Stretch::none : Stretch::percentiles));
        }
    }

    private static int shown(int bands) {
        return bands < 3 ? 1 : 3;
    }

    /** The smallest level that is at least as large as the quicklook, so that it is never enlarged. */
    private static TiffImage level(List<TiffImage> images, int side) {
        Comparator<TiffImage> bySize = Comparator.comparingInt(Quicklook::longest);
        List<TiffImage> levels = images.stream()
                .filter(image -> (image.subfileType() & MASK) == 0)
                .sorted(bySize)
                .toList();
        return levels.stream()
                .filter(image -> longest(image) >= side)
                .findFirst()
                .orElseGet(() -> levels.get(levels.size() - 1));
    }

    private static int longest(TiffImage image) {
        return Math.max(image.width(), image.height());
    }

    private static Optional<TiffImage> mask(List<TiffImage> images, TiffImage level) {
        int type = MASK | (level.subfileType() & OVERVIEW);
        return images.stream()
                .filter(image -> image.subfileType() == type
                        && image.width() == level.width()
                        && image.height() == level.height())
                .findFirst();
    }
}
