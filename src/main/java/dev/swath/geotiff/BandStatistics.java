package dev.swath.geotiff;

import dev.swath.grid.SampleType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Statistics of the samples with data of a band. They are those of the smallest level of a file, which is one block, so that no
 * pass over the pixels is needed for them and their sums do not depend on the order in which blocks arrive.
 *
 * @param minimum smallest value
 * @param maximum largest value
 * @param mean their mean
 * @param deviation their standard deviation, of the whole population
 * @param validPercent samples with data, in percent
 */
record BandStatistics(double minimum, double maximum, double mean, double deviation, double validPercent) {

    /** Digits that every number is written with: a double holds 15 of any. */
    private static final MathContext DIGITS = new MathContext(15);

    /**
     * The statistics of each band; empty for a band without data.
     *
     * @param pixels of a whole level
     * @param nodata value of samples without data
     */
    static List<Optional<BandStatistics>> of(PixelBlock pixels, SampleType type, int bands, OptionalDouble nodata) {
        SampleAccess samples = SampleAccess.of(type);
        List<Optional<BandStatistics>> statistics = new ArrayList<>();
        int all = pixels.width() * pixels.height();
        double[] values = new double[all];
        for (int band = 0; band < bands; band++) {
            int count = 0;
            for (int pixel = 0; pixel < all; pixel++) {
                double value = samples.get(pixels.data(), pixel * bands + band);
                boolean masked = pixels.valid().length > 0 && pixels.valid()[pixel] == 0;
                boolean nothing = nodata.isPresent() && value == nodata.getAsDouble();
                if (!masked && !nothing && Double.isFinite(value)) {
                    values[count++] = value;
                }
            }
            statistics.add(count == 0 ? Optional.empty() : Optional.of(of(values, count, all)));
        }
        return statistics;
    }

    private static BandStatistics of(double[] values, int count, int all) {
        double minimum = values[0];
        double maximum = values[0];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            minimum = Math.min(minimum, values[i]);
            maximum = Math.max(maximum, values[i]);
            sum += values[i];
        }
        double mean = sum / count;
        double squares = 0;
        for (int i = 0; i < count; i++) {
            squares += (values[i] - mean) * (values[i] - mean);
        }
        return new BandStatistics(minimum, maximum, mean, Math.sqrt(squares / count), 100.0 * count / all);
    }

    /**
     * GDAL's metadata items.
     *
     * @param approximate whether they are those of an overview
     */
    Map<String, String> items(boolean approximate) {
        Map<String, String> items = new LinkedHashMap<>();
        if (approximate) {
            items.put("STATISTICS_APPROXIMATE", "YES");
        }
        items.put("STATISTICS_MAXIMUM", text(maximum));
        items.put("STATISTICS_MEAN", text(mean));
        items.put("STATISTICS_MINIMUM", text(minimum));
        items.put("STATISTICS_STDDEV", text(deviation));
        items.put("STATISTICS_VALID_PERCENT", text(Math.round(validPercent * 100) / 100.0));
        return items;
    }

    /** The same in every Java, unlike {@link Double#toString}. */
    static String text(double number) {
        BigDecimal rounded = new BigDecimal(number).round(DIGITS).stripTrailingZeros();
        // Of very large and very small ones, the plain form would have hundreds of zeros.
        return Math.abs(rounded.scale()) > 25 ? rounded.toString() : rounded.toPlainString();
    }
}
