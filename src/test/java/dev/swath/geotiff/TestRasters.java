package dev.swath.geotiff;

import dev.swath.grid.Projection;
import dev.swath.grid.SampleType;
import dev.swath.grid.Window;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.locationtech.jts.geom.Coordinate;

/** Pixels and grids for tests. */
final class TestRasters {
    private TestRasters() {}

    /** Hills with some noise: differences between neighbours are small but never regular. */
    static Samples noise(SampleType type, int width, int height, int bands, long seed) {
        Random random = new Random(seed);
        ByteBuffer data =
                ByteBuffer.allocate(width * height * bands * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                for (int band = 0; band < bands; band++) {
                    double hill = Math.sin(column / 37.0 + band) * Math.cos(row / 23.0) * 40;
                    put(data, type, hill + random.nextInt(21) + (type.signed() ? -10 : 45));
                }
            }
        }
        return new Samples(type, width, height, bands, data.array());
    }

    private static void put(ByteBuffer data, SampleType type, double value) {
        switch (type) {
            case UINT8, INT8 -> data.put((byte) value);
            case UINT16, INT16 -> data.putShort((short) (value * 100));
            case UINT32, INT32 -> data.putInt((int) (value * 1_000_000));
            case FLOAT32 -> data.putFloat((float) (value / 3));
            case FLOAT64 -> data.putDouble(value / 3);
        }
    }

    /** A mask of one byte a pixel: 1 inside an ellipse that touches the raster's edges. */
    static byte[] disc(int width, int height) {
        byte[] valid = new byte[width * height];
        for (int i = 0; i < valid.length; i++) {
            double x = (i % width + 0.5) / width * 2 - 1;
            double y = (i / width + 0.5) / height * 2 - 1;
            valid[i] = (byte) (x * x + y * y <= 1 ? 1 : 0);
        }
        return valid;
    }

    /** The samples with every byte of the pixels that are not valid replaced. */
    static byte[] filled(Samples samples, byte[] valid, int fill) {
        byte[] data = samples.data().clone();
        int pixelBytes = samples.bands() * samples.type().bytes();
        for (int i = 0; i < data.length; i++) {
            if (valid[i / pixelBytes] == 0) {
                data[i] = (byte) fill;
            }
        }
        return data;
    }

    /** A mask as GDAL returns it: 255 for 1. */
    static byte[] as255(byte[] valid) {
        byte[] mask = new byte[valid.length];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = (byte) (valid[i] == 0 ? 0 : 255);
        }
        return mask;
    }

    /** Windows of at most {@code side} columns and rows that cover a raster, row by row. */
    static List<Window> windows(int width, int height, int side) {
        List<Window> windows = new ArrayList<>();
        for (int row = 0; row < height; row += side) {
            for (int column = 0; column < width; column += side) {
                windows.add(new Window(column, row, Math.min(side, width - column), Math.min(side, height - row)));
            }
        }
        return windows;
    }

    /** The samples of a window. */
    static Samples cut(Window window, Samples samples) {
        int pixelBytes = samples.bands() * samples.type().bytes();
        return new Samples(
                samples.type(),
                window.width(),
                window.height(),
                samples.bands(),
                cut(window, samples.data(), samples.width(), pixelBytes));
    }

    /** The bytes of a window of a raster that is {@code width} pixels wide. */
    static byte[] cut(Window window, byte[] data, int width, int pixelBytes) {
        byte[] part = new byte[(int) window.pixels() * pixelBytes];
        for (int y = 0; y < window.height(); y++) {
            int from = ((window.row() + y) * width + window.column()) * pixelBytes;
            System.arraycopy(data, from, part, y * window.width() * pixelBytes, window.width() * pixelBytes);
        }
        return part;
    }

    /** A reference system known by its number only. */
    static Projection epsg(int code) {
        return new Projection() {
            @Override
            public String code() {
                return "EPSG:" + code;
            }

            @Override
            public boolean isGeographic() {
                return code == 4326;
            }

            @Override
            public Coordinate project(double longitude, double latitude) {
                return new Coordinate(longitude, latitude);
            }

            @Override
            public Coordinate unproject(double x, double y) {
                return new Coordinate(x, y);
            }
        };
    }
}
