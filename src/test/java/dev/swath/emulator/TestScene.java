package dev.swath.emulator;

import dev.swath.emulator.archive.SampleNumbers;
import dev.swath.emulator.archive.Scene;
import dev.swath.grid.AffineTransform;
import dev.swath.grid.ProjectedArea;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import dev.swath.grid.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Geometry;

/**
 * An image of 300 x 200 pixels of 10 m (RED, GREEN, BLUE, CLASS, TEMPERATURE) and half as many of 20 m (SWIR), whose pixel
 * values depend on their position. The first ten columns of the 10 m grid, five of the 20 m one, are masked.
 */
record TestScene(String index, Instant start, Map<String, Object> properties) implements Scene {

    static final RasterGrid FINE =
            new RasterGrid(Projection.of("EPSG:32617"), AffineTransform.northUp(340000, 930000, 10, 10), 300, 200);
    static final RasterGrid COARSE =
            new RasterGrid(Projection.of("EPSG:32617"), AffineTransform.northUp(340000, 930000, 20, 20), 150, 100);
    static final int MASKED_METRES = 100;
    /** The part of it that is asked for: 40 x 30 pixels, of which the first five columns are masked. */
    static final String GRID =
            "{'dimensions':{'width':40,'height':30},'affineTransform':{'scaleX':10,'scaleY':-10,'translateX':340050,"
                    + "'translateY':929900},'crsCode':'EPSG:32617'}";

    private static final List<Scene.Band> BANDS = List.of(
            new Scene.Band("RED", SampleType.UINT16, FINE, "MEAN"),
            new Scene.Band("GREEN", SampleType.UINT16, FINE, "MEAN"),
            new Scene.Band("BLUE", SampleType.UINT16, FINE, "MEAN"),
            new Scene.Band("CLASS", SampleType.UINT8, FINE, "MODE"),
            new Scene.Band("TEMPERATURE", SampleType.FLOAT32, FINE, "MEAN"),
            new Scene.Band("SWIR", SampleType.UINT16, COARSE, "MEAN"));

    /** The value of a band at a pixel of a level, unless masked. */
    static double value(String band, int level, int column, int row) {
        return switch (band) {
            case "RED" -> 1000 + 7 * column + 3 * row + 10_000 * level;
            case "GREEN" -> 500 + 5 * column + 11 * row + 10_000 * level;
            case "BLUE" -> 100 + 2 * column + 2 * row + 10_000 * level;
            case "CLASS" -> (column + row) % 12;
            case "TEMPERATURE" -> -2.5 + column / 8.0;
            default -> 3000 + 13 * column + row + 10_000 * level;
        };
    }

    /** Whether a band is masked at a pixel of a level. */
    static boolean isMasked(String band, int level, int column) {
        double metres = (band.equals("SWIR") ? 20 : 10) * (1 << level);
        return column * metres < MASKED_METRES;
    }

    @Override
    public Instant end() {
        return start;
    }

    @Override
    public Instant updated() {
        return start.plusSeconds(86_400);
    }

    @Override
    public Geometry footprint() {
        return ProjectedArea.covering(FINE).lonLat();
    }

    @Override
    public long sizeBytes() {
        return 690_000;
    }

    @Override
    public List<Scene.Band> bands() {
        return BANDS;
    }

    @Override
    public List<BandPixels> read(List<String> bandIds, int level, Window window) {
        List<BandPixels> read = new ArrayList<>();
        for (String id : bandIds) {
            SampleType type = BANDS.stream()
                    .filter(band -> band.id().equals(id))
                    .findFirst()
                    .orElseThrow()
                    .type();
            byte[] data = new byte[(int) window.pixels() * type.bytes()];
            byte[] mask = new byte[(int) window.pixels()];
            for (int i = 0; i < mask.length; i++) {
                int column = window.column() + i % window.width();
                int row = window.row() + i / window.width();
                if (!isMasked(id, level, column)) {
                    SampleNumbers.set(type, data, i * type.bytes(), value(id, level, column, row));
                    mask[i] = 1;
                }
            }
            read.add(new BandPixels(type, window.width(), window.height(), data, mask));
        }
        return read;
    }
}
