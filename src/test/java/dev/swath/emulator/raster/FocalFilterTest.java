package dev.swath.emulator.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.swath.grid.AffineTransform;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters that use runs of a kernel, held against looking at every pixel of every neighbourhood. */
class FocalFilterTest {

    private static final int WIDTH = 23;
    private static final int HEIGHT = 17;
    private static final RasterGrid GRID = new RasterGrid(
            Projection.of("EPSG:32617"), AffineTransform.northUp(300_000, 900_000, 10, 10), WIDTH, HEIGHT);

    /** Pixels of which every fourth is masked, with a margin for a kernel. */
    private static NeighbourhoodRaster.Window window(Kernel.Weights weights, boolean sparse) {
        int marginX = weights.columns() / 2;
        int marginY = weights.rows() / 2;
        Random random = new Random(7);
        double[] values = new double[(WIDTH + 2 * marginX) * (HEIGHT + 2 * marginY)];
        float[] mask = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = sparse ? (random.nextInt(40) == 0 ? 1 : 0) : random.nextInt(2000) - 1000;
            mask[i] = random.nextInt(4) == 0 ? 0 : 1;
        }
        Budget budget = new Budget(Duration.ofMinutes(1), Budget.MEMORY, () -> false);
        return new NeighbourhoodRaster.Window(new Block(values, mask), GRID, marginX, marginY, budget);
    }

    private static double[] oneByOne(Kernel.Weights weights, FocalValues.Statistic statistic) {
        return new FocalValues(statistic).of(window(weights, false), weights);
    }

    @ParameterizedTest
    @ValueSource(strings = {"circle", "square", "plus", "cross", "diamond", "octagon"})
    void quick_filters_equal_looking_at_every_pixel(String shape) {
        for (double radius : new double[] {0, 1, 1.5, 3, 6}) {
            Kernel.Weights weights = new KernelShape(shape, radius, false).on(GRID);
            NeighbourhoodRaster.Window window = window(weights, false);
            assertThat(new FocalExtreme(true).of(window, weights))
                    .as("greatest within %s", radius)
                    .containsExactly(oneByOne(
                            weights, (v, w, n) -> Arrays.stream(v, 0, n).max().orElse(Double.NaN)));
            assertThat(new FocalExtreme(false).of(window, weights))
                    .containsExactly(oneByOne(
                            weights, (v, w, n) -> Arrays.stream(v, 0, n).min().orElse(Double.NaN)));
            assertThat(new FocalSum(true).of(window, weights))
                    .containsExactly(
                            oneByOne(weights, (v, w, n) -> Arrays.stream(v, 0, n)
                                    .average()
                                    .orElse(Double.NaN)),
                            within(1e-9));
        }
    }

    @Test
    void weights_of_a_kernel_multiply_values_in_sums() {
        Kernel.Weights weights = new WeightedKernel(new GaussianKernel(30, 15, true), true, 2).on(GRID);

        assertThat(weights.columns()).isEqualTo(7);
        assertThat(weights.sum()).isCloseTo(2, within(1e-12));
        assertThat(weights.values()[24] / weights.values()[25]).isCloseTo(Math.exp(1 / 4.5), within(1e-12));
        assertThat(new FocalSum(false).of(window(weights, false), weights))
                .containsExactly(
                        oneByOne(weights, (v, w, n) -> {
                            double sum = 0;
                            for (int i = 0; i < n; i++) {
                                sum += v[i] * w[i];
                            }
                            return sum;
                        }),
                        within(1e-9));
    }

    @Test
    void huge_values_do_not_spoil_the_sums_of_others() {
        Kernel.Weights weights = new KernelShape("square", 1, false).on(GRID);
        NeighbourhoodRaster.Window window = window(weights, false);
        window.block().values()[0] = 1e300;
        window.block().mask()[0] = 1;

        double[] means = new FocalSum(true).of(window, weights);

        assertThat(means[0]).isGreaterThan(1e298);
        assertThat(means[5])
                .isEqualTo(oneByOne(
                        weights, (v, w, n) -> Arrays.stream(v, 0, n).average().orElse(Double.NaN))[5]);
    }

    @Test
    void distances_equal_the_nearest_of_all_pixels() {
        for (DistanceKernel.Metric metric : DistanceKernel.Metric.values()) {
            DistanceKernel kernel = new DistanceKernel(metric, 60, true);
            int reach = kernel.reach(GRID);
            assertThat(reach).isEqualTo(6);
            int side = 2 * reach + 1;
            Kernel.Weights margin = new Kernel.Weights(side, side, new double[side * side]);
            NeighbourhoodRaster.Window window = window(margin, true);
            Block distances = DistanceTransform.within(window, kernel);
            for (int i = 0; i < distances.size(); i++) {
                double nearest = nearest(window, i % WIDTH, i / WIDTH, metric) * 10;
                assertThat(distances.isValid(i)).as("%s of pixel %d", metric, i).isEqualTo(nearest <= 60);
                if (nearest <= 60) {
                    assertThat(distances.values()[i]).isCloseTo(nearest, within(1e-9));
                }
            }
        }
    }

    private static double nearest(
            NeighbourhoodRaster.Window window, int column, int row, DistanceKernel.Metric metric) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int at = 0; at < window.block().size(); at++) {
            if (window.block().isValid(at) && window.block().values()[at] != 0) {
                double x = at % window.stride() - window.marginX() - column;
                double y = at / window.stride() - window.marginY() - row;
                nearest = Math.min(nearest, metric.of(x, y));
            }
        }
        return nearest;
    }

    @Test
    void a_masked_pixel_stays_masked_unless_it_is_not_skipped() {
        KernelShape kernel = new KernelShape("square", 1, false);
        Raster input = new GridRaster(grid -> {
            double[] values = new double[grid.width() * grid.height()];
            float[] mask = new float[values.length];
            values[grid.width() + 1] = 5;
            mask[grid.width() + 1] = 1;
            return new Block(values, mask);
        });
        RasterGrid one = new RasterGrid(GRID.projection(), GRID.transform(), 1, 1);
        Budget budget = new Budget(Duration.ofMinutes(1), Budget.MEMORY, () -> false);
        RasterGrid beside = new RasterGrid(GRID.projection(), GRID.transform(), 2, 1);
        Raster skipped = new FocalFilter(kernel, 1, true, new FocalExtreme(true)).of(input);
        Raster filled = new FocalFilter(kernel, 1, false, new FocalExtreme(true)).of(input);
        try (Computation computation = new Computation(budget, List.of(skipped, filled))) {
            assertThat(computation.block(skipped, one).values()).containsExactly(5);
            assertThat(computation.block(skipped, beside).isValid(1)).isFalse();
            assertThat(computation.block(filled, beside).values()).containsExactly(5, 5);
        }
    }
}
