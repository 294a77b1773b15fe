package dev.swath.emulator;

import dev.swath.emulator.archive.SampleNumbers;
import dev.swath.emulator.archive.Scene;
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
 * The pyramid of a file's image, computed as it is read. Each pixel of a level is the mean of the valid pixels that it
 * covers. A sample is masked if it is the file's nodata value, NaN, or masked by the file.
 */
final class MeanPyramid {

    /** Bytes of the image that are held at a time. */
    private static final int CHUNK_BYTES = 16 << 20;

    private static final int MASK = 4;

    private final TiffImage image;
    private final Optional<TiffImage> mask;
    private final SampleType type;
    /** NaN for none. */
    private final double nodata;

    MeanPyramid(TiffReader reader) {
        this.image = reader.image();
        this.type = image.type();
        double stated = image.nodata().orElse(Double.NaN);
        this.nodata = type == SampleType.FLOAT32 ? (float) stated : stated;
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
        long rowBytes = ((long) window.width() * image.bands() * type.bytes()) << (2 * level);
        int rows = (int) Math.max(1, CHUNK_BYTES / rowBytes);
        for (int row = 0; row < window.height(); row += rows) {
            int count = Math.min(rows, window.height() - row);
            Window part = new Window(window.column(), window.row() + row, window.width(), count);
            Chunk chunk = chunk(level, part);
            for (Target target : targets) {
                fill(target, row * window.width(), chunk, part, level);
            }
        }
        return targets.stream().map(target -> target.pixels(window)).toList();
    }

    /** Pixels of the image, and a byte for each, other than 0 if valid; empty if all are valid. */
    private record Chunk(Samples samples, Optional<byte[]> marks) {

        boolean shows(int pixel) {
            return marks.isEmpty() || marks.get()[pixel] != 0;
        }
    }

    private Chunk chunk(int level, Window part) throws IOException {
        int left = part.column() << level;
        int top = part.row() << level;
        int right = (int) Math.min((long) part.endColumn() << level, image.width());
        int bottom = (int) Math.min((long) part.endRow() << level, image.height());
        Window covered = new Window(left, top, right - left, bottom - top);
        Optional<byte[]> marks =
                mask.isPresent() ? Optional.of(mask.get().read(covered).data()) : Optional.empty();
        return new Chunk(image.read(covered), marks);
    }

    private void fill(Target target, int firstPixel, Chunk chunk, Window part, int level) {
        if (level == 0) {
            int pixels = part.width() * part.height();
            for (int pixel = 0; pixel < pixels; pixel++) {
                double value = value(chunk.samples(), target.band, pixel);
                if (isValid(value) && chunk.shows(pixel)) {
                    target.set(firstPixel + pixel, value);
                }
            }
            return;
        }
        Window all = new Window(0, 0, chunk.samples().width(), chunk.samples().height());
        for (int row = 0; row < part.height(); row++) {
            for (int column = 0; column < part.width(); column++) {
                Window block = new Window(column << level, row << level, 1 << level, 1 << level)
                        .intersection(all)
                        .orElseThrow();
                OptionalDouble mean = mean(chunk, target.band, block);
                if (mean.isPresent()) {
                    double value = type.floating() ? mean.getAsDouble() : Math.floor(mean.getAsDouble() + 0.5);
                    target.set(firstPixel + row * part.width() + column, value);
                }
            }
        }
    }

    /** The mean of a band's valid samples; empty if there are none. */
    private OptionalDouble mean(Chunk chunk, int band, Window block) {
        double sum = 0;
        int count = 0;
        for (int row = block.row(); row < block.endRow(); row++) {
            for (int column = block.column(); column < block.endColumn(); column++) {
                int pixel = row * chunk.samples().width() + column;
                double value = value(chunk.samples(), band, pixel);
                if (isValid(value) && chunk.shows(pixel)) {
                    sum += value;
                    count++;
                }
            }
        }
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
    }

    private double value(Samples samples, int band, int pixel) {
        return SampleNumbers.get(type, samples.data(), (pixel * samples.bands() + band) * type.bytes());
    }

    private boolean isValid(double value) {
        return !Double.isNaN(value) && value != nodata;
    }

    /** The pixels of one band, masked until set. */
    private final class Target {

        private final int band;
        private final byte[] data;
        private final byte[] marks;
        private int valid;

        Target(int band, Window window) {
            this.band = band;
            this.data = new byte[Math.toIntExact(window.pixels() * type.bytes())];
            this.marks = new byte[Math.toIntExact(window.pixels())];
        }

        void set(int pixel, double value) {
            SampleNumbers.set(type, data, pixel * type.bytes(), value);
            marks[pixel] = 1;
            valid++;
        }

        Scene.BandPixels pixels(Window window) {
            byte[] kept = valid == marks.length ? new byte[0] : marks;
            return new Scene.BandPixels(type, window.width(), window.height(), data, kept);
        }
    }
}
