package dev.swath.emulator.archive;

import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import dev.swath.grid.Window;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.Geometry;

/** One image that the emulator serves. */
public interface Scene {

    /** The last part of the image's id, such as {@code 20240110T160621_20240110T161055_T17PLK}. */
    String index();

    /** When the acquisition began. */
    Instant start();

    /** When the acquisition ended; equal to {@link #start()} for Sentinel-2. */
    Instant end();

    /** When Earth Engine ingested the image. */
    Instant updated();

    /** Footprint in longitude and latitude, degrees. */
    Geometry footprint();

    /** Properties under their Earth Engine names: strings and numbers. */
    Map<String, Object> properties();

    /** One of the properties; an implementation may compute it without the others. */
    default Optional<Object> property(String name) {
        return Optional.ofNullable(properties().get(name));
    }

    /** How many points of the ground were looked at to tell the properties that were asked for so far. */
    default int pointsSeen() {
        return 0;
    }

    /** Size of all bands in bytes. */
    long sizeBytes();

    /** Bands in their order. */
    List<Band> bands();

    /**
     * Reads bands that share one grid.
     *
     * @param bandIds ids from {@link #bands()}, all on one grid
     * @param level 0 for the grid itself, n for pixels 2^n times as wide (each dimension rounded up)
     * @param window pixels of that level, within the image
     * @return one result per band, in the requested order
     */
    List<BandPixels> read(List<String> bandIds, int level, Window window) throws IOException;

    /**
     * A band of a scene.
     *
     * @param id such as {@code B8}
     * @param type sample type
     * @param grid its own grid at level 0
     * @param pyramidingPolicy {@code MEAN}, {@code MODE} or {@code SAMPLE}
     */
    record Band(String id, SampleType type, RasterGrid grid, String pyramidingPolicy) {}

    /**
     * Pixels of one band, rows top to bottom.
     *
     * @param type sample type
     * @param width columns
     * @param height rows
     * @param data little-endian samples; of masked ones any
     * @param mask one byte a pixel, 0 where masked; empty when every pixel is valid
     */
    record BandPixels(SampleType type, int width, int height, byte[] data, byte[] mask) {}
}
