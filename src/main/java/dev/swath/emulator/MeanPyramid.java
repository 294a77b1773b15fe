package dev.swath.emulator;

import dev.swath.geotiff.Samples;
import dev.swath.geotiff.TiffImage;
import dev.swath.geotiff.TiffReader;
import dev.swath.grid.SampleType;
import dev.swath.grid.Window;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The pyramid of a file's image, each pixel of a level the mean of the valid ones of the image that it covers, made as it
 * is read. A sample is masked where it is the file's nodata value or not a number, or where the file's own mask says so.
 */
final class MeanPyramid {

    /** Pixels of the image that are held at a time. */
    private static final int CHUNK_PIXELS = 1 << 22;

    private static final int MASK = 4;

    private final TiffImage image;
    private final Optional<TiffImage> mask;
    private final SampleType type;

    MeanPyramid(TiffReader reader) {
        this.image = reader.image();
        this.type = image.type();
        this.mask = reader.images().stream()
                .filter(candidate -> (candidate.subfileType() & MASK) != 0)
                .filter(candidate -> candidate.width() == image.width() && candidate.height() == image.height())
                .findFirst();
    }

    /**
     * Reads a window of a level.
     *
     * @param bands positions in the file
     * @param window within the level
     */
    List<Scene.BandPixels> read(List<Integer> bands, int level, Window window) throws IOException {
        List<Target> targets = new ArrayList<>();
        for (int band : bands) {
            targets.add(new Target(band, window));
        }
        int rows = (int) Math.max(1, CHUNK_PIXELS / (((long) window.width() << level) << level));
        for (int row = 0; row < window.height(); row += rows) {
            int count = Math.min(rows, window.height() - row);
            chunk(targets, level, new Window(window.column(), window.row() + row, window.width(), count), row);
        }
        return targets.stream().map(target -> target.pixels(window)).toList();
    }

    private void chunk(List<Target> targets, int level, Window window, int firstRow) throws IOException {
        int left = window.column() << level;
        int top = window.row() << level;
        int right = (int) Math.min((long) window.endColumn() << level, image.width());
        int bottom = (int) Math.min((long) window.endRow() << level, image.height());
        Window covered = new Window(left, top, right - left, bottom - top);
        Samples samples = image.read(covered);
        Optional<Samples> masks = mask.isPresent() ? Optional.of(mask.get().read(covered)) : Optional.empty();
        for (Target target : targets) {
            for (int row = 0; row < window.height(); row++) {
                for (int column = 0; column < window.width(); column++) {
                    Window block = new Window(column << level, row << level, 1 << level, 1 << level)
                            .intersection(new Window(0, 0, covered.width(), covered.height()))
                            .orElseThrow();
                    target.set(column, firstRow + row, mean(samples, masks, target.band, block));
                }
            }
        }
    }

    /** The mean of a band's valid samples; empty where there is none. */
    private OptionalDouble mean(Samples samples, Optional<Samples> masks, int band, Window block) {
        double sum = 0;
        int count = 0;
        for (int row = block.row(); row < block.endRow(); row++) {
            for (int column = block.column(); column < block.endColumn(); column++) {
                int pixel = row * samples.width() + column;
                double value = SampleNumbers.get(type, samples.data(), (pixel * samples.bands() + band) * type.bytes());
                if (isValid(value) && (masks.isEmpty() || masks.get().data()[pixel] != 0)) {
                    sum += value;
                    count++;
                }
            }
        }
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
    }

    private boolean isValid(double value) {
        OptionalDouble nodata = image.nodata();
        return !Double.isNaN(value) && (nodata.isEmpty() || value != nodata.getAsDouble());
    }

    /** The pixels of one band. */
    private final class Target {

        private final int band;
        private final int width;
        private final byte[] data;
        private final byte[] mask;
        private boolean masked;

        Target(int band, Window window) {
            this.band = band;
            this.width = window.width();
            this.data = new byte[Math.toIntExact(window.pixels() * type.bytes())];
            this.mask = new byte[Math.toIntExact(window.pixels())];
        }

        void set(int column, int row, OptionalDouble value) {
            int pixel = row * width + column;
            if (value.isPresent()) {
                double stored = type.floating() ? value.getAsDouble() : Math.floor(value.getAsDouble() + 0.5);
                SampleNumbers.set(type, data, pixel * type.bytes(), stored);
                mask[pixel] = 1;
            } else {
                masked = true;
            }
        }

        Scene.BandPixels pixels(Window window) {
            return new Scene.BandPixels(type, window.width(), window.height(), data, masked ? mask : new byte[0]);
        }
    }
}
