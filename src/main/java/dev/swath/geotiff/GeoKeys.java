package dev.swath.geotiff;

import dev.swath.grid.AffineTransform;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import java.util.Optional;

/**
 * Writes the position of a raster as GeoTIFF 1.1 (OGC 19-008) defines it, with the same set of keys that GDAL writes, so
 * that every reader finds the EPSG code it expects.
 */
final class GeoKeys {
    private static final int MODEL_TYPE = 1024;
    private static final int RASTER_TYPE = 1025;
    private static final int CITATION = 1026;
    private static final int GEODETIC_CRS = 2048;
    private static final int GEODETIC_CITATION = 2049;
    private static final int ANGULAR_UNITS = 2054;
    private static final int SEMI_MAJOR_AXIS = 2057;
    private static final int INVERSE_FLATTENING = 2059;
    private static final int PROJECTED_CRS = 3072;
    private static final int LINEAR_UNITS = 3076;

    private static final int LON_LAT = 4326;
    private static final int WEB_MERCATOR = 3857;
    private static final int DEGREE = 9102;
    private static final int METRE = 9001;
    private static final int PIXEL_IS_AREA = 1;
    private static final int IN_DIRECTORY = 0;

    private GeoKeys() {}

    /** Adds transform and reference system of a grid to the fields of its directory. */
    static void write(RasterGrid grid, TiffFields fields) {
        write(grid, Optional.empty(), fields);
    }

    /**
     * The same; for a system without an EPSG code with the keys that the service describes it by.
     *
     * @param described keys of a reply; empty where none has come
     */
    static void write(RasterGrid grid, Optional<GeoKeySet> described, TiffFields fields) {
        Projection projection = grid.projection();
        transform(grid.transform(), fields);
        if (projection.epsg().isEmpty()) {
            described
                    .or(() -> projection.definition().map(GeoKeySet::of))
                    .orElseThrow()
                    .write(fields);
        } else if (projection.isGeographic()) {
            geographic(projection, fields);
        } else {
            projected(projection, fields);
        }
    }

    private static void transform(AffineTransform t, TiffFields fields) {
        // The scale tag can only describe rows that run southwards; everything else needs the full matrix.
        if (t.isAxisAligned() && t.scaleX() > 0 && t.scaleY() < 0) {
            fields.doubles(TiffTag.MODEL_PIXEL_SCALE, t.scaleX(), -t.scaleY(), 0);
            fields.doubles(TiffTag.MODEL_TIEPOINT, 0, 0, 0, t.translateX(), t.translateY(), 0);
        } else {
            fields.doubles(TiffTag.MODEL_TRANSFORMATION, new double[] {
                t.scaleX(),
                t.shearX(),
                0,
                t.translateX(),
                t.shearY(),
                t.scaleY(),
                0,
                t.translateY(),
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                1
            });
        }
    }

    private static void projected(Projection projection, TiffFields fields) {
        int epsg = projection.epsg().orElseThrow();
        if (!isOwn(epsg)) {
            String code = projection.code() + "|";
            directory(
                    new int[][] {
                        {MODEL_TYPE, IN_DIRECTORY, 1, 1},
                        {RASTER_TYPE, IN_DIRECTORY, 1, PIXEL_IS_AREA},
                        {CITATION, TiffTag.GEO_ASCII_PARAMS, code.length(), 0},
                        {PROJECTED_CRS, IN_DIRECTORY, 1, epsg}
                    },
                    fields);
            fields.text(TiffTag.GEO_ASCII_PARAMS, code);
            return;
        }
        String citation = citation(projection) + "|";
        String geodetic = "WGS 84|";
        int[][] keys = {
            {MODEL_TYPE, IN_DIRECTORY, 1, 1},
            {RASTER_TYPE, IN_DIRECTORY, 1, PIXEL_IS_AREA},
            {CITATION, TiffTag.GEO_ASCII_PARAMS, citation.length(), 0},
            {GEODETIC_CITATION, TiffTag.GEO_ASCII_PARAMS, geodetic.length(), citation.length()},
            {ANGULAR_UNITS, IN_DIRECTORY, 1, DEGREE},
            {PROJECTED_CRS, IN_DIRECTORY, 1, epsg},
            {LINEAR_UNITS, IN_DIRECTORY, 1, METRE}
        };
        directory(keys, fields);
        fields.text(TiffTag.GEO_ASCII_PARAMS, citation + geodetic);
    }

    private static void geographic(Projection projection, TiffFields fields) {
        int epsg = projection.epsg().orElseThrow();
        if (epsg != LON_LAT) {
            directory(
                    new int[][] {
                        {MODEL_TYPE, IN_DIRECTORY, 1, 2},
                        {RASTER_TYPE, IN_DIRECTORY, 1, PIXEL_IS_AREA},
                        {GEODETIC_CRS, IN_DIRECTORY, 1, epsg},
                        {ANGULAR_UNITS, IN_DIRECTORY, 1, DEGREE}
                    },
                    fields);
            return;
        }
        String geodetic = "WGS 84|";
        int[][] keys = {
            {MODEL_TYPE, IN_DIRECTORY, 1, 2},
            {RASTER_TYPE, IN_DIRECTORY, 1, PIXEL_IS_AREA},
            {GEODETIC_CRS, IN_DIRECTORY, 1, epsg},
            {GEODETIC_CITATION, TiffTag.GEO_ASCII_PARAMS, geodetic.length(), 0},
            {ANGULAR_UNITS, IN_DIRECTORY, 1, DEGREE},
            {SEMI_MAJOR_AXIS, TiffTag.GEO_DOUBLE_PARAMS, 1, 0},
            {INVERSE_FLATTENING, TiffTag.GEO_DOUBLE_PARAMS, 1, 1}
        };
        directory(keys, fields);
        fields.doubles(TiffTag.GEO_DOUBLE_PARAMS, 6378137, 298.257223563);
        fields.text(TiffTag.GEO_ASCII_PARAMS, geodetic);
    }

    private static void directory(int[][] keys, TiffFields fields) {
        int[] values = new int[4 + 4 * keys.length];
        values[0] = 1;
        values[1] = 1;
        values[3] = keys.length;
        for (int i = 0; i < keys.length; i++) {
            System.arraycopy(keys[i], 0, values, 4 + 4 * i, 4);
        }
        fields.shorts(TiffTag.GEO_KEY_DIRECTORY, values);
    }

    /** Whether the code is that of UTM on WGS 84 or of Web Mercator, whose names and units are known. */
    private static boolean isOwn(int epsg) {
        return epsg == WEB_MERCATOR || isZone(epsg, 32600) || isZone(epsg, 32700);
    }

    private static boolean isZone(int epsg, int first) {
        return epsg > first && epsg <= first + 60;
    }

    private static String citation(Projection projection) {
        int epsg = projection.epsg().orElseThrow();
        if (isZone(epsg, 32600)) {
            return "WGS 84 / UTM zone " + (epsg - 32600) + "N";
        }
        if (isZone(epsg, 32700)) {
            return "WGS 84 / UTM zone " + (epsg - 32700) + "S";
        }
        return "WGS 84 / Pseudo-Mercator";
    }
}
