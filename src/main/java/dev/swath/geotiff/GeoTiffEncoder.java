package dev.swath.geotiff;

import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import dev.swath.grid.Window;
import dev.swath.job.Compression;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A plain GeoTIFF in memory, as a server replies with: one image in DEFLATE blocks of 256 × 256, without overviews. For
 * files see {@link CloudOptimizedGeoTiff}.
 */
public final class GeoTiffEncoder {
    private static final int BLOCK = 256;
    private static final int FASTEST = 1;

    private GeoTiffEncoder() {}

    /**
     * Encodes samples.
     *
     * @param samples the pixels
     * @param grid where they lie; without it the file carries no georeference
     * @param nodata the value that stands for "no data"
     * @param descriptions names of the bands: one each, or none at all
     * @return the bytes of a little-endian classic TIFF
     * @throws IllegalArgumentException if grid or descriptions do not fit the samples
     */
    public static byte[] encode(
            Samples samples, Optional<RasterGrid> grid, OptionalDouble nodata, List<String> descriptions) {
        check(samples, grid, descriptions);
        byte[][] blocks = blocks(samples);
        int[] sizes = new int[blocks.length];
        long[] offsets = new long[blocks.length];
        TiffFields fields = BaselineFields.of(
                samples.width(),
                samples.height(),
                samples.bands(),
                samples.type(),
                BLOCK,
                samples.bands() == 3,
                Compression.DEFLATE);
        grid.ifPresent(known -> GeoKeys.write(known, fields));
        nodata.ifPresent(value -> fields.text(TiffTag.GDAL_NODATA, BaselineFields.nodata(value)));
        if (!descriptions.isEmpty()) {
            fields.text(TiffTag.GDAL_METADATA, GdalMetadata.xml(descriptions, Map.of(), List.of(), List.of()));
        }
        fields.offsets(TiffTag.TILE_OFFSETS, false, offsets).longs(TiffTag.TILE_BYTE_COUNTS, sizes);
        int end = new TiffHead(false, "", List.of(fields)).bytes().length;
        for (int i = 0; i < blocks.length; i++) {
            offsets[i] = end;
            sizes[i] = blocks[i].length;
            end = Math.addExact(end, blocks[i].length);
        }
        fields.offsets(TiffTag.TILE_OFFSETS, false, offsets).longs(TiffTag.TILE_BYTE_COUNTS, sizes);
        ByteBuffer file = ByteBuffer.allocate(end);
        file.put(new TiffHead(false, "", List.of(fields)).bytes());
        for (byte[] block : blocks) {
            file.put(block);
        }
        return file.array();
    }

    private static byte[][] blocks(Samples samples) {
        int across = (samples.width() + BLOCK - 1) / BLOCK;
        int down = (samples.height() + BLOCK - 1) / BLOCK;
        SampleType type = samples.type();
        int pixelBytes = samples.bands() * type.bytes();
        byte[][] encoded = new byte[Math.multiplyExact(across, down)][];
        try (BlockEncoder encoder = new BlockEncoder(type, samples.bands(), Compression.DEFLATE, FASTEST)) {
            PixelBlock all = new PixelBlock(samples.width(), samples.height(), samples.data(), new byte[0]);
            for (int i = 0; i < encoded.length; i++) {
                int column = i % across * BLOCK;
                int row = i / across * BLOCK;
                int width = Math.min(BLOCK, samples.width() - column);
                int height = Math.min(BLOCK, samples.height() - row);
                PixelBlock block = PixelBlock.blank(width, height, pixelBytes, false);
                block.copy(all, new Window(column, row, width, height), 0, 0);
                encoded[i] = encoder.encode(block, BLOCK);
            }
        }
        return encoded;
    }

    private static void check(Samples samples, Optional<RasterGrid> grid, List<String> descriptions) {
        if (grid.isPresent()
                && (grid.get().width() != samples.width() || grid.get().height() != samples.height())) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "a grid of %d x %d pixels for samples of %d x %d",
                    grid.get().width(),
                    grid.get().height(),
                    samples.width(),
                    samples.height()));
        }
        if (!descriptions.isEmpty() && descriptions.size() != samples.bands()) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%d descriptions for %d bands", descriptions.size(), samples.bands()));
        }
    }
}
