package dev.swath.quicklook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.geotiff.CloudOptimizedGeoTiff;
import dev.swath.geotiff.ImageDescription;
import dev.swath.geotiff.OverviewPixels;
import dev.swath.geotiff.Samples;
import dev.swath.grid.AffineTransform;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import dev.swath.job.Compression;
import dev.swath.job.Mask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A quicklook of pixels that were kept while the file was written is the one of the file. */
class KeptOverviewTest {
    private static final int SIDE = 512;

    @TempDir
    private Path folder;

    @Test
    void a_picture_with_a_mask() throws IOException {
        requireTheSame(image(1300, 1100, 3, SampleType.UINT8, Mask.INTERNAL, OptionalDouble.empty(), 1), true);
    }

    @Test
    void a_picture_without_a_mask() throws IOException {
        requireTheSame(image(1027, 1100, 3, SampleType.UINT8, Mask.NONE, OptionalDouble.empty(), 1), true);
    }

    @Test
    void a_picture_of_repeated_pixels() throws IOException {
        requireTheSame(image(2610, 2000, 3, SampleType.UINT8, Mask.INTERNAL, OptionalDouble.empty(), 5), true);
    }

    @Test
    void raw_bands_with_a_nodata_value() throws IOException {
        requireTheSame(image(2100, 1501, 4, SampleType.UINT16, Mask.NODATA, OptionalDouble.of(0), 1), false);
    }

    @Test
    void raw_bands_of_floats() throws IOException {
        requireTheSame(image(1100, 1100, 3, SampleType.FLOAT32, Mask.NODATA, OptionalDouble.of(Double.NaN), 1), false);
    }

    @Test
    void pixels_of_another_overview_are_not_used() throws IOException {
        ImageDescription image = image(1300, 1100, 3, SampleType.UINT8, Mask.INTERNAL, OptionalDouble.empty(), 1);
        Path file = folder.resolve("image.tif");
        OverviewPixels kept = write(image, file, SIDE).orElseThrow();

        assertThat(png(file, Optional.of(kept), true, 300)).isEqualTo(png(file, Optional.empty(), true, 300));
    }

    @Test
    void an_image_that_is_small_itself_has_none() throws IOException {
        ImageDescription image = image(600, 500, 3, SampleType.UINT8, Mask.INTERNAL, OptionalDouble.empty(), 1);

        assertThat(write(image, folder.resolve("image.tif"), SIDE)).isEmpty();
    }

    private void requireTheSame(ImageDescription image, boolean picture) throws IOException {
        Path file = folder.resolve("image.tif");
        OverviewPixels kept = write(image, file, SIDE).orElseThrow();

        byte[] ofFile = png(file, Optional.empty(), picture, SIDE);
        assertThat(png(file, Optional.of(kept), picture, SIDE)).isEqualTo(ofFile);
        assertThat(png(file, Optional.of(blank(kept)), picture, SIDE))
                .as("of kept pixels that are all the same")
                .isNotEqualTo(ofFile);
    }

    private static OverviewPixels blank(OverviewPixels kept) {
        List<OverviewPixels.Block> blocks = kept.blocks().stream()
                .map(block -> new OverviewPixels.Block(
                        block.column(),
                        block.row(),
                        new Samples(
                                block.samples().type(),
                                block.samples().width(),
                                block.samples().height(),
                                block.samples().bands(),
                                new byte[block.samples().data().length]),
                        new byte[0]))
                .toList();
        return new OverviewPixels(kept.width(), kept.height(), blocks);
    }

    private static byte[] png(Path file, Optional<OverviewPixels> kept, boolean picture, int side) throws IOException {
        Composite composite = picture ? Composite.picture() : Composite.colours(2, 1, 0);
        return Quicklook.of(file, kept, names -> composite, side).png();
    }

    private static ImageDescription image(
            int width, int height, int bands, SampleType type, Mask mask, OptionalDouble nodata, int repeat) {
        RasterGrid grid = new RasterGrid(
                Projection.of("EPSG:32617"), AffineTransform.northUp(300_000, 1_000_000, 10, 10), width, height);
        List<String> names =
                IntStream.range(0, bands).mapToObj(band -> "B" + band).toList();
        boolean picture = type == SampleType.UINT8;
        return new ImageDescription(grid, type, names, mask, nodata, picture, Map.of(), repeat, Compression.DEFLATE);
    }

    /** Noise with holes, put in pieces that are not blocks and in a random order. */
    private static Optional<OverviewPixels> write(ImageDescription image, Path name, int side) throws IOException {
        Random random = new Random(5);
        int width = image.grid().width();
        int height = image.grid().height();
        try (CloudOptimizedGeoTiff file = new CloudOptimizedGeoTiff(image, name.getParent())) {
            file.keepOverview(side);
            List<Integer> tops = new ArrayList<>(IntStream.iterate(0, top -> top < height, top -> top + 100)
                    .boxed()
                    .toList());
            Collections.shuffle(tops, random);
            for (int top : tops) {
                int rows = Math.min(100, height - top);
                byte[] data =
                        new byte[width * rows * image.bands() * image.type().bytes()];
                random.nextBytes(data);
                byte[] valid = new byte[image.mask() == Mask.NONE ? 0 : width * rows];
                for (int pixel = 0; pixel < valid.length; pixel++) {
                    int x = pixel % width;
                    valid[pixel] = (byte) (Math.abs(x - width / 2) < width / 3 && (x + top) % 70 > 9 ? 1 : 0);
                }
                file.put(0, top, new Samples(image.type(), width, rows, image.bands(), data), valid);
            }
            assertThat(file.overview()).as("before the file is finished").isEmpty();
            file.finish(name);
            return file.overview();
        }
    }
}
