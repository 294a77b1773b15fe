package dev.swath.emulator;

import static dev.swath.emulator.PixelArithmetic.difference;
import static dev.swath.emulator.PixelArithmetic.each;
import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.emulator.CapturedReply.Expectation;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

/** Pixels of one image: selected, computed, masked and clipped. */
final class ExpectedPixels {

    private static final PixelGrid GRID = PixelGrid.CAPTURED;
    /** Earth Engine's reach of 2 pixels. */
    private static final int REACH = 2;

    private final StoredImages stored;
    private final Map<String, Expectation> table = new TreeMap<>();

    private ExpectedPixels(StoredImages stored) {
        this.stored = stored;
    }

    static Map<String, Expectation> table(StoredImages stored) {
        ExpectedPixels pixels = new ExpectedPixels(stored);
        pixels.stored();
        pixels.computed();
        pixels.masked();
        return pixels.table;
    }

    private void put(String name, double tolerance, Supplier<List<double[]>> bands) {
        table.put("python-computePixels-" + name, reply -> reply.hasBands(tolerance, bands.get()));
    }

    private List<double[]> bands(String... bands) {
        return stored.bands(StoredImages.SENTINEL, StoredImages.SCENE, List.of(bands), GRID);
    }

    private double[] band(String band) {
        return bands(band).get(0);
    }

    private void stored() {
        put("plain-select", 0, () -> bands("B8", "B4", "B3"));
        put("bandIds", 0, () -> bands("B8", "B4", "B3"));
        // The grid of the request is the image's own, where nothing lies between pixels.
        put("resample-bilinear", 1e-3, () -> bands("B4"));
        // Coarser pixels are those of the pyramid.
        put("reproject", 0, () -> {
            PixelGrid coarse = PixelGrid.utm(342_000, 928_400, 20, 32, 24);
            double[] level = stored.band(StoredImages.SENTINEL, StoredImages.SCENE, "B4", coarse);
            return List.of(each(i -> level[coarse.pixel(GRID.x(i), GRID.y(i))]));
        });
        put(
                "cloudscore-image-link",
                0,
                () -> stored.bands(StoredImages.SCORES, StoredImages.SCENE, List.of("cs_cdf"), GRID));
        table.put("xee-tile", reply -> assertThat(Npy.of(reply.reply().body()).band("B4"))
                .containsExactly(band("B4")));
    }

    private void computed() {
        put("ndvi", 1e-6, () -> List.of(index()));
        put("ndvi-arithmetic", 1e-6, () -> List.of(index()));
        put("ndvi-scaled-int16", 0, () -> {
            double[] index = index();
            return List.of(each(i -> Math.round(index[i] * 10_000)));
        });
        put("expression-evi", 1e-5, () -> {
            double[] near = band("B8");
            double[] red = band("B4");
            double[] blue = band("B2");
            return List.of(each(i -> {
                double n = near[i] / 10_000;
                double r = red[i] / 10_000;
                return 2.5 * (n - r) / (n + 6 * r - 7.5 * blue[i] / 10_000 + 1);
            }));
        });
    }

    private double[] index() {
        double[] near = band("B8");
        double[] red = band("B4");
        return each(i -> difference(near[i], red[i]));
    }

    private void masked() {
        put("scl-mask-remap", 0, () -> kept(bands("B8", "B4", "B3"), clearClass()));
        put("scl-mask-neq", 0, () -> kept(bands("B8", "B4", "B3"), clearClass()));
        put("qa60-mask", 1e-6, () -> {
            double[] flags = band("QA60");
            return kept(bands("B8", "B4", "B3"), i -> Clouds.clearFlags(flags[i])).stream()
                    .map(band -> each(i -> band[i] / 10_000))
                    .toList();
        });
        put("focal-buffer-mask", 0, () -> kept(bands("B4"), farFromClouds()));
        put("clip-polygon", 0, () -> {
            Polygon triangle = StoredImages.ring(-82.44, 8.39, -82.43, 8.39, -82.435, 8.4);
            GeometryFactory points = new GeometryFactory();
            return kept(bands("B4"), i -> triangle.contains(points.createPoint(GRID.lonLat(i))));
        });
    }

    private static List<double[]> kept(List<double[]> bands, IntPredicate clear) {
        return bands.stream().map(band -> PixelArithmetic.kept(band, clear)).toList();
    }

    private IntPredicate clearClass() {
        double[] classes = band("SCL");
        return i -> Clouds.clearClass(classes[i]);
    }

    private IntPredicate farFromClouds() {
        PixelGrid wide = GRID.around(REACH);
        double[] classes = stored.band(StoredImages.SENTINEL, StoredImages.SCENE, "SCL", wide);
        return i -> {
            for (int y = -REACH; y <= REACH; y++) {
                for (int x = -REACH; x <= REACH; x++) {
                    int at = wide.pixel(GRID.x(i) + 10 * x, GRID.y(i) + 10 * y);
                    if (x * x + y * y <= REACH * REACH && classes[at] == 9) {
                        return false;
                    }
                }
            }
            return true;
        };
    }
}
