package dev.swath.quicklook;

import dev.swath.geotiff.OverviewPixels;
import dev.swath.geotiff.TiffImage;
import dev.swath.geotiff.TiffReader;
import dev.swath.grid.SampleType;
import dev.swath.grid.Window;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A small picture of an image's file, made from the overviews in the file, as a {@link Composite} says. Pixels without data
 * are transparent.
 *
 * @param png the picture
 * @param thumbnail the same as small as it is on a {@link ContactSheet}, a PNG too
 */
public record Quicklook(byte[] png, byte[] thumbnail) {

    /** The ending of a quicklook's name, in place of {@code .tif}. */
    public static final String ENDING = ".png";

    private static final int OVERVIEW = 1;
    private static final int MASK = 4;

    /**
     * The quicklook of a file.
     *
     * @param file a file that Swath has written
     * @param composite what to make of its bands, by their names in order
     * @param side longest side of the quicklook in pixels, without its legend; a smaller image is not enlarged
     * @throws IOException if the file can't be read
     */
    public static Quicklook of(Path file, Function<List<String>, Composite> composite, int side) throws IOException {
        return of(file, Optional.empty(), composite, side);
    }

    /**
     * The same, of an overview that need not be read.
     *
     * @param kept the pixels of an overview of the file, used if it is the one that the quicklook is made from
     */
    public static Quicklook of(
            Path file, Optional<OverviewPixels> kept, Function<List<String>, Composite> composite, int side)
            throws IOException {
        try (TiffReader reader = TiffReader.open(file)) {
            Composite wanted = composite.apply(reader.image().descriptions());
            TiffImage level = level(reader.images(), side);
            OptionalDouble nodata = reader.image().nodata();
            boolean together = level.type() == SampleType.UINT8 && nodata.isEmpty();
            Downsampler shrinking = new Downsampler(level.width(), level.height(), wanted.bands(), together, side);
            Optional<OverviewPixels> pixels = kept.filter(overview -> overview.isOf(level));
            if (pixels.isPresent()) {
                for (OverviewPixels.Block block : pixels.get().blocks()) {
                    shrinking.add(block.column(), block.row(), block.samples(), block.valid(), nodata);
                }
            } else {
                read(level, mask(reader.images(), level), nodata, shrinking);
            }
            Rendering rendering = new Rendering(wanted, shrinking.means());
            Picture picture = shrinking.picture(rendering.colours());
            Picture shown = wanted.kind() == Composite.Kind.RAMP
                    ? Ramp.withLegend(picture, rendering.range(), wanted.legend())
                    : picture;
            return new Quicklook(Png.encode(shown), Png.encode(ContactSheet.shrunk(shown)));
        }
    }

    private static void read(TiffImage level, Optional<TiffImage> mask, OptionalDouble nodata, Downsampler shrinking)
            throws IOException {
        level.readBlocks((column, row, block) -> {
            byte[] valid = {};
            if (mask.isPresent()) {
                Window window = new Window(column, row, block.width(), block.height());
                valid = mask.get().read(window).data();
            }
            shrinking.add(column, row, block, valid, nodata);
        });
    }

    /** The smallest level that is at least as large as the quicklook, so that it is never enlarged. */
    private static TiffImage level(List<TiffImage> images, int side) {
        List<TiffImage> levels = images.stream()
                .filter(image -> (image.subfileType() & MASK) == 0)
                .sorted(Comparator.comparingInt(Quicklook::longest).reversed())
                .toList();
        return levels.get(
                OverviewPixels.level(levels.stream().map(Quicklook::longest).toList(), side));
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
