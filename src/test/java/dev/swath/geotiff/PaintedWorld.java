package dev.swath.geotiff;

import dev.swath.grid.AffineTransform;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import dev.swath.grid.Tile;
import dev.swath.grid.Window;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * An image whose every sample is computed from its place, and a service that answers requests for it: nearest neighbour,
 * masked pixels as zero (whole numbers) or minus infinity.
 *
 * @param band the image's own pixels
 * @param type type of the samples
 * @param bands samples of a pixel
 */
record PaintedWorld(RasterGrid band, SampleType type, int bands) {

    /** The service's reply to a request. */
    byte[] reply(RasterGrid request) {
        return GeoTiffEncoder.encode(samples(request), Optional.of(request), OptionalDouble.empty(), List.of());
    }

    Samples samples(RasterGrid grid) {
        ByteBuffer data = ByteBuffer.allocate(grid.width() * grid.height() * bands * type.bytes())
                .order(ByteOrder.LITTLE_ENDIAN);
        AffineTransform own = band.transform();
        for (int row = 0; row < grid.height(); row++) {
            for (int column = 0; column < grid.width(); column++) {
                double x = grid.transform().x(column + 0.5, row + 0.5);
                double y = grid.transform().y(column + 0.5, row + 0.5);
                int bandColumn = (int) Math.floor((x - own.translateX()) / own.scaleX());
                int bandRow = (int) Math.floor((y - own.translateY()) / own.scaleY());
                for (int i = 0; i < bands; i++) {
                    put(data, bandColumn, bandRow, i);
                }
            }
        }
        return new Samples(type, grid.width(), grid.height(), bands, data.array());
    }

    /** The service's reply to a request for the mask of a band. */
    byte[] mask(int band, RasterGrid request) {
        SampleAccess access = SampleAccess.of(type);
        byte[] samples = samples(request).data();
        byte[] shown = new byte[request.width() * request.height() * 3];
        for (int pixel = 0; pixel < shown.length / 3; pixel++) {
            double value = access.get(samples, pixel * bands + band);
            boolean masked = type.floating() ? value == Double.NEGATIVE_INFINITY : value == 0;
            Arrays.fill(shown, pixel * 3, pixel * 3 + 3, (byte) (masked ? 0 : 255));
        }
        Samples colours = new Samples(SampleType.UINT8, request.width(), request.height(), 3, shown);
        return GeoTiffEncoder.encode(colours, Optional.of(request), OptionalDouble.empty(), List.of());
    }

    /** Gives an assembly the reply to a tile, and the masks that it needs. */
    ImageAssembly.Accepted accept(ImageAssembly assembly, Tile tile, byte[] reply) throws IOException {
        TileMasks masks = new TileMasks();
        ImageAssembly.Accepted first = assembly.accept(tile, reply, masks);
        Window all = new Window(0, 0, tile.request().width(), tile.request().height());
        for (int band : first.missing()) {
            masks.add(band, all, tile.request(), mask(band, tile.request()));
        }
        return first.missing().isEmpty() ? first : assembly.accept(tile, reply, masks);
    }

    private void put(ByteBuffer data, int column, int row, int index) {
        boolean outside = column < 0 || row < 0 || column >= band.width() || row >= band.height();
        boolean masked = outside || (column / 11 + row / 13) % 7 == 0;
        int value = 1 + Math.floorMod(column * 31 + row * 17 + index * 71 + column * row, 253);
        switch (type) {
            case UINT8 -> data.put((byte) (masked ? 0 : value));
            case INT16 -> data.putShort((short) (masked ? 0 : value * 9 - 1100));
            case FLOAT32 -> data.putFloat(masked || value + index == 99 ? Float.NEGATIVE_INFINITY : value / 7f - 9);
            default -> throw new IllegalArgumentException(type.toString());
        }
    }
}
