package dev.swath.bench;

import dev.swath.geotiff.AreaMask;
import dev.swath.geotiff.GeoTiffEncoder;
import dev.swath.geotiff.ImageAssembly;
import dev.swath.geotiff.ImageDescription;
import dev.swath.geotiff.OutlinePainter;
import dev.swath.geotiff.Samples;
import dev.swath.geotiff.TiffReader;
import dev.swath.geotiff.TileMasks;
import dev.swath.grid.AffineTransform;
import dev.swath.grid.Fetch;
import dev.swath.grid.OutputGrid;
import dev.swath.grid.ProjectedArea;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import dev.swath.grid.Tile;
import dev.swath.grid.TilePlan;
import dev.swath.job.AreaOfInterest;
import dev.swath.job.ClipRule;
import dev.swath.job.Compression;
import dev.swath.job.Mask;
import dev.swath.job.MaskSource;
import dev.swath.job.Outline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * The replies of one image, in memory, and what is needed to make its file of them.
 *
 * @param description what the file holds
 * @param replies GeoTIFFs by the tile that they answer
 * @param clip the pixels of the area; empty where the image is not clipped
 * @param outline paints the border of the area; empty where none is painted
 */
record NoisyImage(
        ImageDescription description, Map<Tile, byte[]> replies, Optional<AreaMask> clip, Optional<OutlinePainter> outline) {

    private static final long MAX_BYTES = 25_165_824;
    private static final int RAW_SIDE = 4096;
    private static final List<String> RAW_BANDS = List.of("B2", "B3", "B4", "B8");

    /** The default job's image: 4975 × 5000 × 3 of 8 bits, clipped and outlined, out of pixels of 10 m repeated to 2 m. */
    static NoisyImage picture(Fetch fetch) {
        AreaOfInterest area = AreaOfInterest.parse("centre 8.3958,-82.4350 side 0.09");
        OutputGrid grid = OutputGrid.of(area.geometry(), granule(10_980), Optional.empty(), OptionalDouble.of(2));
        ProjectedArea outline = grid.area(area.geometry());
        List<SampleType> types = Collections.nCopies(3, SampleType.UINT8);
        ImageDescription description = new ImageDescription(
                grid.grid(),
                SampleType.UINT8,
                List.of("B8", "B4", "B3"),
                Mask.INTERNAL,
                OptionalDouble.empty(),
                true,
                Map.of(),
                grid.repeat().orElse(1),
                Compression.DEFLATE);
        return new NoisyImage(
                description,
                replies(TilePlan.of(grid, area.geometry(), outline, types, fetch, MAX_BYTES), SampleType.UINT8, 3),
                Optional.of(new AreaMask(outline, grid, ClipRule.CENTRE)),
                Optional.of(new OutlinePainter(new Outline(0, 0, 255, 2), outline, grid.grid())));
    }

    /** 4096 × 4096 × 4 of 16 bits at the bands' own 10 m. */
    static NoisyImage raw() {
        RasterGrid band = granule(RAW_SIDE);
        ImageDescription description = new ImageDescription(
                band, SampleType.UINT16, RAW_BANDS, Mask.NODATA, OptionalDouble.empty(), false, Map.of());
        TilePlan plan = TilePlan.of(
                OutputGrid.of(band),
                new GeometryFactory().createPolygon(),
                ProjectedArea.covering(band),
                Collections.nCopies(RAW_BANDS.size(), SampleType.UINT16),
                Fetch.AUTO,
                MAX_BYTES);
        return new NoisyImage(
                description, replies(plan, SampleType.UINT16, RAW_BANDS.size()), Optional.empty(), Optional.empty());
    }

    /** Unpacks every reply; returns the number of its blocks. */
    int decode() throws IOException {
        int[] blocks = {0};
        for (byte[] reply : replies.values()) {
            try (TiffReader reader = TiffReader.of(reply)) {
                reader.image().readBlocks((column, row, block) -> blocks[0]++);
            }
        }
        return blocks[0];
    }

    /** Makes the file in a folder, and returns the digest of its bytes. */
    String write(Path file) throws IOException {
        try (ImageAssembly assembly = new ImageAssembly(description, clip, outline, MaskSource.REPLY, file.getParent())) {
            for (Map.Entry<Tile, byte[]> reply : replies.entrySet()) {
                assembly.accept(reply.getKey(), reply.getValue(), new TileMasks());
            }
            assembly.finish(file);
            return assembly.sha256();
        }
    }

    private static RasterGrid granule(int side) {
        return new RasterGrid(
                Projection.of("EPSG:32617"), AffineTransform.northUp(300_000, 1_000_020, 10, 10), side, side);
    }

    private static Map<Tile, byte[]> replies(TilePlan plan, SampleType type, int bands) {
        Map<Tile, byte[]> replies = new LinkedHashMap<>();
        for (Tile tile : plan.tiles()) {
            Samples pixels = pixels(tile.request(), type, bands);
            replies.put(
                    tile,
                    GeoTiffEncoder.encode(pixels, Optional.of(tile.request()), OptionalDouble.empty(), List.of()));
        }
        return replies;
    }

    /** Hills under noise of five bits or, of 16 bits, of eight: the same at a place whatever the grid that asks for it. */
    private static Samples pixels(RasterGrid request, SampleType type, int bands) {
        byte[] data = new byte[request.width() * request.height() * bands * type.bytes()];
        int at = 0;
        for (int row = 0; row < request.height(); row++) {
            long northing = (long) Math.floor(request.transform().y(0.5, row + 0.5) / 10);
            for (int column = 0; column < request.width(); column++) {
                long easting = (long) Math.floor(request.transform().x(column + 0.5, 0.5) / 10);
                Random noise = new Random(easting * 0x9E3779B97F4A7C15L ^ northing);
                for (int band = 0; band < bands; band++) {
                    double hill = 60 * Math.sin(easting / 37.0 + band) + 40 * Math.cos(northing / 53.0);
                    if (type == SampleType.UINT8) {
                        data[at++] = (byte) (110 + hill + noise.nextInt(32));
                    } else {
                        int value = (int) (1500 + 10 * hill + noise.nextInt(256));
                        data[at++] = (byte) value;
                        data[at++] = (byte) (value >> 8);
                    }
                }
            }
        }
        return new Samples(type, request.width(), request.height(), bands, data);
    }
}
