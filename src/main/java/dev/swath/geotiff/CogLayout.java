package dev.swath.geotiff;

import dev.swath.job.Mask;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The strict order of a Cloud Optimized GeoTIFF as GDAL's COG driver defines it: all directories first (image, its mask,
 * overviews from large to small, their masks), then the blocks of the smallest overview, of the next larger ones, and of
 * the image last, row by row, each followed by its mask.
 */
final class CogLayout {
    static final int OVERVIEW = 1;
    static final int MASK = 4;
    private static final String STRUCTURE = """
            LAYOUT=IFDS_BEFORE_DATA
            BLOCK_ORDER=ROW_MAJOR
            BLOCK_LEADER=SIZE_AS_UINT4
            BLOCK_TRAILER=LAST_4_BYTES_REPEATED
            """;

    private final ImageDescription image;
    private final List<Level> levels;
    private final BlockSpool spool;
    private final List<Optional<BandStatistics>> statistics;
    private final boolean masked;
    private final Optional<GeoKeySet> described;

    /**
     * @param described the keys of the service for a reference system without an EPSG code
     */
    CogLayout(
            ImageDescription image,
            List<Level> levels,
            BlockSpool spool,
            Optional<GeoKeySet> described,
            List<Optional<BandStatistics>> statistics) {
        this.described = described;
        this.image = image;
        this.levels = levels;
        this.spool = spool;
        this.statistics = statistics;
        this.masked = image.mask() == Mask.INTERNAL;
    }

    /** Everything before the first block: a BigTIFF's if the whole file exceeds {@code classicLimit} bytes. */
    byte[] head(long classicLimit) {
        boolean big = head(false, 0).length + spool.size() > classicLimit;
        int length = head(big, 0).length;
        return head(big, length);
    }

    private byte[] head(boolean big, long firstBlock) {
        long[][] starts = starts(firstBlock);
        List<TiffFields> images = new ArrayList<>();
        List<TiffFields> masks = new ArrayList<>();
        for (int level = 0; level < levels.size(); level++) {
            images.add(imageFields(level, big, starts[level]));
            if (masked) {
                masks.add(maskFields(level, big, starts[level]));
            }
        }
        if (masked) {
            images.add(1, masks.remove(0));
        }
        images.addAll(masks);
        return new TiffHead(big, ghost(), images).bytes();
    }

    /** Where the blocks of each level start. */
    private long[][] starts(long firstBlock) {
        long[][] starts = new long[levels.size()][];
        long position = firstBlock;
        for (int level = levels.size() - 1; level >= 0; level--) {
            starts[level] = new long[levels.get(level).blocks()];
            for (int block = 0; block < starts[level].length; block++) {
                starts[level][block] = position;
                position += spool.size(level, block);
            }
        }
        return starts;
    }

    private TiffFields imageFields(int index, boolean big, long[] starts) {
        Level level = levels.get(index);
        TiffFields fields = BaselineFields.of(
                level.width(),
                level.height(),
                image.bands(),
                image.type(),
                level.side(),
                image.rgb(),
                image.compression());
        long[] offsets = new long[starts.length];
        int[] sizes = new int[starts.length];
        for (int block = 0; block < starts.length; block++) {
            offsets[block] = starts[block] + spool.imageOffset();
            sizes[block] = spool.imageBytes(index, block);
        }
        fields.offsets(TiffTag.TILE_OFFSETS, big, offsets).longs(TiffTag.TILE_BYTE_COUNTS, sizes);
        image.nodata().ifPresent(value -> fields.text(TiffTag.GDAL_NODATA, BaselineFields.nodata(value)));
        if (index > 0) {
            return fields.longs(TiffTag.NEW_SUBFILE_TYPE, OVERVIEW);
        }
        GeoKeys.write(image.grid(), described, fields);
        return fields.text(
                TiffTag.GDAL_METADATA,
                GdalMetadata.xml(image.bandNames(), image.metadata(), image.meanings(), measured()));
    }

    /** GDAL's items of each band. */
    private List<Map<String, String>> measured() {
        return statistics.stream()
                .map(band -> band.map(known -> known.items(levels.size() > 1)).orElse(Map.of()))
                .toList();
    }

    private TiffFields maskFields(int index, boolean big, long[] starts) {
        Level level = levels.get(index);
        long[] offsets = new long[starts.length];
        int[] sizes = new int[starts.length];
        for (int block = 0; block < starts.length; block++) {
            offsets[block] = starts[block] + spool.maskOffset(index, block);
            sizes[block] = spool.maskBytes(index, block);
        }
        return BaselineFields.mask(level.width(), level.height(), level.side(), image.compression())
                .offsets(TiffTag.TILE_OFFSETS, big, offsets)
                .longs(TiffTag.TILE_BYTE_COUNTS, sizes)
                .longs(TiffTag.NEW_SUBFILE_TYPE, index == 0 ? MASK : MASK | OVERVIEW);
    }

    private String ghost() {
        // The blank leaves room for the "YES" that an editor of the file has to put in place of "NO".
        String text =
                STRUCTURE + "KNOWN_INCOMPATIBLE_EDITION=NO\n " + (masked ? "MASK_INTERLEAVED_WITH_IMAGERY=YES\n" : "");
        return String.format(Locale.ROOT, "GDAL_STRUCTURAL_METADATA_SIZE=%06d bytes\n", text.length()) + text;
    }
}
