package dev.swath.bench;

import dev.swath.geotiff.AreaMask;
import dev.swath.geotiff.GeoTiffEncoder;
import dev.swath.geotiff.ImageAssembly;
import dev.swath.geotiff.ImageDescription;
import dev.swath.geotiff.OutlinePainter;
import dev.swath.geotiff.Samples;
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
import dev.swath.job.Outline;
import dev.swath.quicklook.Quicklook;
import dev.swath.stac.WrittenImage;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;

/**
 * From the reply in memory to all that is stored of an image, in one thread: the default job's 4975 × 5000 × 3, its
 * quicklook, and what its Item says of it. Prints the CPU time of each step, of the first image, which pays for the
 * compilers, and of later ones; and the size of the file.
 */
public final class WholeImageBenchmark {

    private static final long MAX_BYTES = 25_165_824;
    private static final RasterGrid BAND = new RasterGrid(
            Projection.of("EPSG:32617"), AffineTransform.northUp(300_000, 1_000_020, 10, 10), 10_980, 10_980);

    private final AreaOfInterest area = AreaOfInterest.parse("centre 8.3958,-82.4350 side 0.09");
    private final OutputGrid grid =
            OutputGrid.of(area.geometry(), BAND, Optional.empty(), OptionalDouble.of(2));
    private final ProjectedArea outline = grid.area(area.geometry());
    private final Path folder;

    private WholeImageBenchmark(Path folder) {
        this.folder = folder;
    }

    /**
     * Runs it.
     *
     * @param arguments how many values the noise of a pixel has (30), and how many images to make (12)
     */
    public static void main(String[] arguments) throws IOException {
        int noise = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 30;
        int images = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 12;
        Path folder = Files.createTempDirectory("swath-bench");
        new WholeImageBenchmark(folder).run(noise, images, System.out);
    }

    private void run(int noise, int images, PrintStream out) throws IOException {
        List<Tile> tiles = TilePlan.of(
                        grid, area.geometry(), outline, Collections.nCopies(3, SampleType.UINT8), Fetch.AUTO, MAX_BYTES)
                .tiles();
        byte[][] replies = new byte[tiles.size()][];
        for (int tile = 0; tile < replies.length; tile++) {
            replies[tile] = GeoTiffEncoder.encode(
                    pixels(tiles.get(tile).request(), noise), Optional.of(tiles.get(tile).request()), OptionalDouble.empty(), List.of());
        }
        long process = processCpu();
        double[][] seconds = new double[images][];
        for (int image = 0; image < images; image++) {
            seconds[image] = image(tiles, replies, out, image == images - 1);
        }
        out.printf(Locale.ROOT, "process  %6.3f s CPU in all%n", (processCpu() - process) / 1e9);
        for (int step = 0; step < 4; step++) {
            double[] sorted = new double[images];
            for (int image = 0; image < images; image++) {
                sorted[image] = seconds[image][step];
            }
            double first = sorted[0];
            Arrays.sort(sorted);
            out.printf(
                    Locale.ROOT,
                    "%-9s %6.3f s first, %6.3f s median, %6.3f s least%n",
                    List.of("file", "quicklook", "item", "all").get(step),
                    first,
                    sorted[images / 2],
                    sorted[0]);
        }
    }

    private double[] image(List<Tile> tiles, byte[][] replies, PrintStream out, boolean last) throws IOException {
        ImageDescription description = new ImageDescription(
                grid.grid(),
                SampleType.UINT8,
                List.of("B8", "B4", "B3"),
                Mask.INTERNAL,
                OptionalDouble.empty(),
                true,
                Map.of(),
                grid.repeat().orElse(1), Compression.DEFLATE);
        long begun = cpu();
        Path file = folder.resolve("image.tif");
        String sha256;
        AreaMask clip = new AreaMask(outline, grid, ClipRule.CENTRE);
        OutlinePainter painter = new OutlinePainter(new Outline(0, 0, 255, 2), outline, grid.grid());
        try (ImageAssembly assembly =
                new ImageAssembly(description, Optional.of(clip), Optional.of(painter), folder)) {
            for (int tile = 0; tile < replies.length; tile++) {
                assembly.accept(tiles.get(tile), replies[tile]);
            }
            assembly.finish(file);
            sha256 = assembly.sha256();
        }
        long written = cpu();
        byte[] quicklook = Quicklook.png(file, true, 512);
        long pictured = cpu();
        WrittenImage.of(file, Optional.of(sha256));
        long done = cpu();
        if (last) {
            out.printf(Locale.ROOT, "%d bytes of %s, %d of its quicklook%n", Files.size(file), file, quicklook.length);
        } else {
            Files.delete(file);
        }
        return new double[] {(written - begun) / 1e9, (pictured - written) / 1e9, (done - pictured) / 1e9, (done - begun) / 1e9};
    }

    private static Samples pixels(RasterGrid request, int noise) {
        Random random = new Random(1);
        byte[] data = new byte[request.width() * request.height() * 3];
        int i = 0;
        for (int row = 0; row < request.height(); row++) {
            for (int column = 0; column < request.width(); column++) {
                for (int band = 0; band < 3; band++) {
                    double value =
                            120 + 60 * Math.sin(column / 37.0 + band) + 40 * Math.cos(row / 53.0) + random.nextInt(noise);
                    data[i++] = (byte) Math.max(0, Math.min(255, (int) value));
                }
            }
        }
        return new Samples(SampleType.UINT8, request.width(), request.height(), 3, data);
    }

    private static long cpu() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return threads.getCurrentThreadCpuTime();
    }

    private static long processCpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
