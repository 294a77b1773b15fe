package dev.swath.quicklook;

import dev.swath.geotiff.Samples;
import dev.swath.grid.SampleType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** An image that becomes smaller: each of its pixels counts by the share of a smaller one that it covers. */
final class Downsampler {

    private static final int OPAQUE = 0xFF << 24;

    private final int width;
    private final int height;
    private final Shares across;
    private final Shares down;
    private final List<Integer> bands;
    private final float[][] sums;
    /** Of each band; only one where pixels have data in all bands or in none. */
    private final float[][] weights;

    private final float[] covered;
    /** A row of the image as wide as the smaller one; one column more, which a last pixel touches with nothing. */
    private final float[][] rowSums;

    private final float[][] rowWeights;
    private final float[] rowCovered;

    /**
     * @param columns of the image
     * @param rows of the image
     * @param bands positions of the bands that are used
     * @param together whether each pixel has data in all bands or in none, as one of bytes without a nodata value
     * @param side longest side of the smaller image
     */
    Downsampler(int columns, int rows, List<Integer> bands, boolean together, int side) {
        double scale = Math.min(1, (double) side / Math.max(columns, rows));
        this.width = (int) Math.max(1, Math.round(columns * scale));
        this.height = (int) Math.max(1, Math.round(rows * scale));
        this.across = Shares.of(columns, width, scale);
        this.down = Shares.of(rows, height, scale);
        this.bands = List.copyOf(bands);
        this.sums = new float[bands.size()][width * height];
        this.weights = new float[together ? 1 : bands.size()][width * height];
        this.covered = new float[width * height];
        this.rowSums = new float[bands.size()][width + 1];
        this.rowWeights = new float[bands.size()][width + 1];
        this.rowCovered = new float[width + 1];
    }

    /**
     * Adds a block.
     *
     * @param column of its left edge
     * @param row of its top edge
     * @param valid one byte for each pixel, 0 if it has no data; empty if only nodata marks pixels
     * @param nodata the value of samples without data
     */
    void add(int column, int row, Samples block, byte[] valid, OptionalDouble nodata) {
        cover(rowCovered, column, 0, block.width());
        boolean bytes = block.type() == SampleType.UINT8 && nodata.isEmpty();
        float[][] values = new float[sums.length][block.width()];
        RowSpan weighed = new RowSpan(0, 0);
        for (int y = 0; y < block.height(); y++) {
            Optional<RowSpan> span = bytes ? RowSpan.of(valid, y * block.width(), block.width()) : Optional.empty();
            if (span.isEmpty()) {
                values(block, y, valid, nodata, values);
                addRow(column, row + y, block.width(), values);
                weighed = new RowSpan(0, 0);
                continue;
            }
            if (y == 0 || !span.get().equals(weighed)) {
                weighed = span.get();
                for (int band = 0; band < weights.length; band++) {
                    cover(rowWeights[band], column, weighed.first(), weighed.end());
                }
            }
            addBytes(column, row + y, block, y, weighed);
        }
    }

    private void values(Samples block, int y, byte[] valid, OptionalDouble nodata, float[][] into) {
        for (int band = 0; band < into.length; band++) {
            block.values(bands.get(band), y, nodata, into[band]);
            for (int x = 0, pixel = y * block.width(); valid.length > 0 && x < block.width(); x++, pixel++) {
                into[band][x] = valid[pixel] == 0 ? Float.NaN : into[band][x];
            }
        }
    }

    /** Adds a part of a row of a block of bytes, whose weights are known. */
    private void addBytes(int column, int row, Samples block, int y, RowSpan span) {
        int from = across.first()[column];
        int end = Math.min(width, across.first()[column + block.width() - 1] + 2);
        for (int band = 0; band < rowSums.length; band++) {
            Arrays.fill(rowSums[band], from, end, 0);
            if (span.first() < span.end()) {
                int first = (y * block.width() + span.first()) * block.bands() + bands.get(band);
                sum(
                        block.data(),
                        first,
                        block.bands(),
                        column + span.first(),
                        span.end() - span.first(),
                        rowSums[band]);
            }
        }
        spread(row, from, end);
    }

    /** As for values; the sum for one column stays in a register. */
    private void sum(byte[] data, int from, int step, int column, int count, float[] sum) {
        int[] columns = across.first();
        float[] ofFirst = across.ofFirst();
        float[] ofNext = across.ofNext();
        int at = columns[column];
        float here = 0;
        float behind = 0;
        for (int x = column, i = from; x < column + count; x++, i += step) {
            if (columns[x] != at) {
                sum[at] = here;
                here = behind;
                behind = 0;
                at = columns[x];
            }
            float value = data[i] & 0xFF;
            here += ofFirst[x] * value;
            behind += ofNext[x] * value;
        }
        sum[at] = here;
        sum[at + 1] = behind;
    }

    /** Adds a whole picture; transparent pixels have no data. */
    void add(Picture picture) {
        float[][] values = new float[3][picture.width()];
        cover(rowCovered, 0, 0, picture.width());
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                int argb = picture.argb()[y * picture.width() + x];
                for (int band = 0; band < values.length; band++) {
                    values[band][x] = argb >>> 24 == 0 ? Float.NaN : argb >> (16 - 8 * band) & 0xFF;
                }
            }
            addRow(0, y, picture.width(), values);
        }
    }

    /** What a row covers whose pixels from {@code first} to {@code end} are there. */
    private void cover(float[] covers, int column, int first, int end) {
        Arrays.fill(covers, 0);
        for (int x = column + first; x < column + end; x++) {
            int at = across.first()[x];
            covers[at] += across.ofFirst()[x];
            covers[at + 1] += across.ofNext()[x];
        }
    }

    /** Shrinks a part of a row, then spreads it. */
    private void addRow(int column, int row, int count, float[][] values) {
        int from = across.first()[column];
        int end = Math.min(width, across.first()[column + count - 1] + 2);
        for (int band = 0; band < values.length; band++) {
            Arrays.fill(rowSums[band], from, end, 0);
            if (isWhole(values[band], count)) {
                sum(values[band], column, count, rowSums[band]);
                System.arraycopy(rowCovered, from, rowWeights[band], from, end - from);
            } else {
                Arrays.fill(rowWeights[band], from, end, 0);
                weigh(values[band], column, count, rowSums[band], rowWeights[band]);
            }
        }
        spread(row, from, end);
    }

    /** Spreads the sums of a row over the two rows that it touches. */
    private void spread(int row, int from, int end) {
        spread(down.first()[row], down.ofFirst()[row], from, end);
        if (down.ofNext()[row] > 0) {
            spread(down.first()[row] + 1, down.ofNext()[row], from, end);
        }
    }

    private static boolean isWhole(float[] values, int count) {
        for (int x = 0; x < count; x++) {
            if (Float.isNaN(values[x])) {
                return false;
            }
        }
        return true;
    }

    /** Adds values that are all there; the sum for one column stays in a register. */
    private void sum(float[] values, int column, int count, float[] sum) {
        int at = across.first()[column];
        float here = 0;
        float behind = 0;
        for (int x = 0; x < count; x++) {
            int first = across.first()[column + x];
            if (first != at) {
                sum[at] = here;
                here = behind;
                behind = 0;
                at = first;
            }
            here += across.ofFirst()[column + x] * values[x];
            behind += across.ofNext()[column + x] * values[x];
        }
        sum[at] = here;
        sum[at + 1] = behind;
    }

    private void weigh(float[] values, int column, int count, float[] sum, float[] weight) {
        for (int x = 0; x < count; x++) {
            float value = values[x];
            if (!Float.isNaN(value)) {
                int at = across.first()[column + x];
                float first = across.ofFirst()[column + x];
                float next = across.ofNext()[column + x];
                sum[at] += first * value;
                sum[at + 1] += next * value;
                weight[at] += first;
                weight[at + 1] += next;
            }
        }
    }

    private void spread(int row, float share, int from, int end) {
        int start = row * width;
        add(rowCovered, share, covered, start, from, end);
        for (int band = 0; band < sums.length; band++) {
            add(rowSums[band], share, sums[band], start, from, end);
        }
        for (int band = 0; band < weights.length; band++) {
            add(rowWeights[band], share, weights[band], start, from, end);
        }
    }

    private static void add(float[] row, float share, float[] to, int start, int from, int end) {
        for (int x = from; x < end; x++) {
            to[start + x] += share * row[x];
        }
    }

    /**
     * The smaller image, transparent where more than half of a pixel holds no data in any band.
     *
     * @param colours red, green and blue of each of its pixels, 0 to 255; NaN where there are none
     */
    Picture picture(float[][] colours) {
        int[] argb = new int[width * height];
        for (int at = 0; at < argb.length; at++) {
            float most = 0;
            for (float[] weight : weights) {
                most = weight[at] > most ? weight[at] : most;
            }
            if (most > 0 && most >= covered[at] / 2) {
                argb[at] = OPAQUE | sample(colours[0][at]) << 16 | sample(colours[1][at]) << 8 | sample(colours[2][at]);
            }
        }
        return new Picture(width, height, argb);
    }

    /** The values of each band, NaN where there are none. */
    float[][] means() {
        float[][] means = new float[sums.length][];
        for (int band = 0; band < means.length; band++) {
            means[band] = means(band);
        }
        return means;
    }

    private float[] means(int band) {
        float[] means = new float[width * height];
        float[] sum = sums[band];
        float[] weight = weights[Math.min(band, weights.length - 1)];
        for (int at = 0; at < means.length; at++) {
            means[at] = sum[at] / weight[at];
        }
        return means;
    }

    /** A band without a value where others have one is dark. */
    private static int sample(float value) {
        return Float.isNaN(value) ? 0 : Math.max(0, Math.min(255, (int) (value + 0.5)));
    }
}
