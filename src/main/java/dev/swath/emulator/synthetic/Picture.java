package dev.swath.emulator.synthetic;

import dev.swath.grid.RasterGrid;
import dev.swath.grid.Window;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.locationtech.jts.geom.Geometry;

/** One image of a series: what its table does not say of it. */
interface Picture {

    /** The last part of the image's id. */
    String index();

    /** When its acquisition began. */
    Instant start();

    /** When it ended. */
    default Instant end() {
        return start();
    }

    /** When Earth Engine received it. */
    Instant updated();

    /** Outline in longitude and latitude, degrees. */
    Geometry footprint();

    /** The pixels of a band. */
    RasterGrid grid(String band);

    /** Properties that differ from image to image; each is computed when it is asked for. */
    Map<String, Supplier<Object>> properties();

    /** How many points of the ground were looked at to tell the properties that were asked for so far. */
    default int pointsSeen() {
        return 0;
    }

    /**
     * Computes bands that share one grid.
     *
     * @param bands ids
     * @param level of the pyramid: pixels 2^level times as wide
     * @param window pixels of that level
     * @return one result for each band
     */
    List<Samples> read(List<String> bands, int level, Window window);

    /**
     * Pixels of one band.
     *
     * @param values rows top to bottom
     * @param mask one byte a pixel, 0 where masked; empty when every pixel is valid
     */
    record Samples(double[] values, byte[] mask) {}
}
