package dev.swath.bench;

import java.util.Locale;
import dev.swath.geotiff.GeoTiffEncoder;
import dev.swath.geotiff.AreaMask;
import dev.swath.geotiff.ImageAssembly;
import dev.swath.geotiff.ImageDescription;
import dev.swath.geotiff.OutlinePainter;
import dev.swath.geotiff.TileMasks;
import dev.swath.geotiff.Samples;
import dev.swath.geotiff.TiffReader;
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
import dev.swath.job.Mask;
import dev.swath.job.MaskSource;
import dev.swath.job.Outline;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * From replies in memory to a finished file, in one thread: the default job's image of 4975 × 5000 × 3, out of one reply at
 * the band's own 10 m and out of nine at 2 m, in turn. Prints the CPU time of each and their ratio.
 */
public final class AssemblyBenchmark {

    private static final int ROUNDS = 7;
    private static final long MAX_BYTES = 25_165_824;
    private static final List<SampleType> RGB = Collections.nCopies(3, SampleType.UINT8);
    private static final RasterGrid BAND = new RasterGrid(
            Projection.of("EPSG:32617"), AffineTransform.northUp(300_000, 1_000_020, 10, 10), 10_980, 10_980);

    private final AreaOfInterest area = AreaOfInterest.parse("centre 8.3958,-82.4350 side 0.09");
    private final OutputGrid grid =
            OutputGrid.of(area.geometry(), BAND, Optional.empty(), OptionalDouble.of(2));
    private final ProjectedArea outline = grid.area(area.geometry());
    private final Path folder;

    private AssemblyBenchmark(Path folder) {
        this.folder = folder;
    }

    /** Runs it. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("swath-bench");
        new AssemblyBenchmark(folder).run(System.out);
    }

    private void run(PrintStream out) throws IOException {
        Map<Tile, byte[]> auto = replies(Fetch.AUTO);
        Map<Tile, byte[]> asAsked = replies(Fetch.AS_ASKED);
        double[] autoSeconds = new double[ROUNDS];
        double[] asAskedSeconds = new double[ROUNDS];
        for (int round = -2; round < ROUNDS; round++) {
            double one = assemble(auto);
            double other = assemble(asAsked);
            if (round >= 0) {
                autoSeconds[round] = one;
                asAskedSeconds[round] = other;
            }
        }
        out.printf(Locale.ROOT, "decode           %6.3f s CPU median (%d replies)%n", decode(asAsked), asAsked.size());
        out.printf(Locale.ROOT, "auto             %6.3f s CPU median (%d reply)%n", median(autoSeconds), auto.size());
        out.printf(Locale.ROOT, "as-asked         %6.3f s CPU median (%d replies)%n", median(asAskedSeconds), asAsked.size());
        out.printf(Locale.ROOT, "as-asked ÷ auto  %6.2f%n", median(asAskedSeconds) / median(autoSeconds));
    }

    private double assemble(Map<Tile, byte[]> replies) throws IOException {
        ImageDescription description = new ImageDescription(
                grid.grid(),
                SampleType.UINT8,
                List.of("B8", "B4", "B3"),
                Mask.INTERNAL,
                OptionalDouble.empty(),
                true,
                Map.of());
        long begun = cpu();
        Path file = folder.resolve("image.tif");
        AreaMask clip = new AreaMask(outline, grid, ClipRule.CENTRE);
        OutlinePainter painter = new OutlinePainter(new Outline(0, 0, 255, 2), outline, grid.grid());
        try (ImageAssembly assembly =
                new ImageAssembly(
                description, Optional.of(clip), Optional.of(painter), MaskSource.REPLY, folder)) {
            for (Map.Entry<Tile, byte[]> reply : replies.entrySet()) {
                assembly.accept(reply.getKey(), reply.getValue(), new TileMasks());
            }
            assembly.finish(file);
        }
        double seconds = (cpu() - begun) / 1e9;
        Files.delete(file);
        return seconds;
    }

    private static double decode(Map<Tile, byte[]> replies) throws IOException {
        double[] seconds = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long begun = cpu();
            for (byte[] reply : replies.values()) {
                try (TiffReader reader = TiffReader.of(reply)) {
                    reader.image().readBlocks((column, row, block) -> {});
                }
            }
            seconds[round] = (cpu() - begun) / 1e9;
        }
        return median(seconds);
    }

    private Map<Tile, byte[]> replies(Fetch fetch) {
        Map<Tile, byte[]> replies = new HashMap<>();
        for (Tile tile : TilePlan.of(grid, area.geometry(), outline, RGB, fetch, MAX_BYTES)
                .tiles()) {
            replies.put(
                    tile,
                    GeoTiffEncoder.encode(
                            pixels(tile.request()), Optional.empty(), OptionalDouble.empty(), List.of()));
        }
        return replies;
    }

    /** Texture of the fineness of a landscape: the same at a place whatever the grid that asks for it. */
    private static Samples pixels(RasterGrid request) {
        byte[] data = new byte[request.width() * request.height() * 3];
        int i = 0;
        for (int row = 0; row < request.height(); row++) {
            long northing = (long) Math.floor(request.transform().y(0.5, row + 0.5) / 10);
            for (int column = 0; column < request.width(); column++) {
                long easting = (long) Math.floor(request.transform().x(column + 0.5, 0.5) / 10);
                double relief = 90 + 60 * Math.sin(easting / 37.0) * Math.cos(northing / 53.0);
                long grain = ((easting * 0x9E3779B97F4A7C15L ^ northing * 0xC2B2AE3D27D4EB4FL) >>> 59) & 15;
                for (int band = 0; band < 3; band++) {
                    data[i++] = (byte) (relief + grain + 20 * band);
                }
            }
        }
        return new Samples(SampleType.UINT8, request.width(), request.height(), 3, data);
    }

    private static long cpu() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return threads.getCurrentThreadCpuTime();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
