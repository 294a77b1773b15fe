package dev.swath.emulator;

import dev.swath.grid.AffineTransform;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A tile of the Sentinel-2 grid: a 100 km square of the Military Grid Reference System, widened to 109.8 km on a
 * lattice of 60 m. The exceptions around Norway and Svalbard are left out: all zones are 6 degrees wide.
 *
 * @param zone UTM zone, 1..60
 * @param column 100 km column of the zone: 1 begins at easting 100 000 m
 * @param row 100 km row counted from the equator, negative to the south
 */
record MgrsTile(int zone, int column, int row) implements Comparable<MgrsTile> {

    /** Side of a tile in metres. */
    static final int SIDE = 109_800;

    /** The southernmost and northernmost row: 80 degrees south, 84 degrees north. */
    static final int FIRST_ROW = -89;

    static final int LAST_ROW = 93;

    private static final int SQUARE = 100_000;
    private static final int LATTICE = 60;
    private static final int FALSE_NORTHING = 10_000_000;
    private static final double METRES_PER_DEGREE = 111_132.95;
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final String ROWS = "ABCDEFGHJKLMNPQRSTUV";
    private static final String BANDS = "CDEFGHJKLMNPQRSTUVWX";

    private static final double[] HALF_WIDTHS = IntStream.rangeClosed(FIRST_ROW, LAST_ROW)
            .mapToDouble(MgrsTile::halfWidth)
            .toArray();

    MgrsTile {
        if (zone < 1 || zone > 60 || column < 1 || column > 8 || row < FIRST_ROW || row > LAST_ROW) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "no tile in zone %d, column %d, row %d", zone, column, row));
        }
    }

    /** The tile with this name, such as {@code 17PLK}, if the grid has it. */
    static Optional<MgrsTile> parse(String name) {
        if (!name.matches("(0[1-9]|[1-5][0-9]|60)[C-HJ-NP-X][A-HJ-NP-Z][A-HJ-NP-V]")) {
            return Optional.empty();
        }
        int zone = Integer.parseInt(name.substring(0, 2));
        int column = LETTERS.indexOf(name.charAt(3)) - (zone - 1) % 3 * 8 + 1;
        if (column < 1 || column > 8) {
            return Optional.empty();
        }
        for (int row = FIRST_ROW; row <= LAST_ROW; row++) {
            MgrsTile tile = new MgrsTile(zone, column, row);
            if (tile.name().equals(name) && tile.exists()) {
                return Optional.of(tile);
            }
        }
        return Optional.empty();
    }

    /**
     * Whether Sentinel-2 has the tile: its square intersects the zone's 6 degrees. The first column is left out,
     * because the last column of the zone to the west covers it.
     */
    boolean exists() {
        double reach = HALF_WIDTHS[row - FIRST_ROW];
        return column >= 2 && column * SQUARE < 500_000 + reach && (column + 1) * SQUARE > 500_000 - reach;
    }

    /** Distance of a zone's edge from its central meridian in metres, at the row's wider end. */
    static double halfWidth(int row) {
        double latitude = Math.min(84, latitudeOf(Math.min(Math.abs(row), Math.abs(row + 1)) * (double) SQUARE));
        return Projection.utm(31, true).project(6, latitude).x - 500_000;
    }

    /** Zone, latitude band, column and row letters: {@code 17PLK}. The band is that of the tile's centre. */
    String name() {
        int band = (int) Math.floor((latitudeOf(northing() - SIDE / 2.0) + 80) / 8);
        return (zone < 10 ? "0" : "")
                + zone
                + BANDS.charAt(Math.max(0, Math.min(BANDS.length() - 1, band)))
                + LETTERS.charAt((zone - 1) % 3 * 8 + column - 1)
                + ROWS.charAt(Math.floorMod(row + (zone % 2 == 0 ? 5 : 0), 20));
    }

    Projection projection() {
        return Projection.utm(zone, row >= 0);
    }

    /** Easting of the upper left corner. */
    int easting() {
        return Math.floorDiv(column * SQUARE, LATTICE) * LATTICE;
    }

    /** Northing of the upper left corner counted from the equator, negative to the south. */
    int northing() {
        return -Math.floorDiv(-(row + 1) * SQUARE, LATTICE) * LATTICE;
    }

    /** The pixels of the tile at this pixel size in metres, which divides 60. */
    RasterGrid grid(int pixel) {
        int y = row >= 0 ? northing() : northing() + FALSE_NORTHING;
        return new RasterGrid(
                projection(), AffineTransform.northUp(easting(), y, pixel, pixel), SIDE / pixel, SIDE / pixel);
    }

    @Override
    public int compareTo(MgrsTile other) {
        return name().compareTo(other.name());
    }

    /** Latitude of a northing on the central meridian, to a hundredth of a degree, which is enough for names. */
    static double latitudeOf(double northing) {
        double rectifying = northing / 0.9996 / METRES_PER_DEGREE;
        return rectifying + 0.1443 * StrictMath.sin(Math.toRadians(2 * rectifying));
    }
}
