package dev.swath.bench;

import dev.swath.geotiff.GeoTiffEncoder;
import dev.swath.geotiff.ImageAssembly;
import dev.swath.geotiff.ImageDescription;
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
import dev.swath.job.Mask;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * From replies in files to a finished file, one image of pixels that are not repeated, in one thread: for a comparison with
 * GDAL, which stitches the same replies. Prints the CPU time of the process and its largest resident set.
 */
public final class LargeImageBenchmark {

    private static final long MAX_BYTES = 25_165_824;

    private LargeImageBenchmark() {}

    /**
     * Makes the replies, or an image of them.
     *
     * @param arguments folder, side of the image in pixels, bands, {@code UINT8} or {@code UINT16}; the replies are made where
     *     the folder has none; and how many times the image is made (1)
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        int side = Integer.parseInt(arguments[1]);
        int bands = Integer.parseInt(arguments[2]);
        SampleType type = SampleType.valueOf(arguments[3]);
        RasterGrid band = new RasterGrid(
                Projection.of("EPSG:32617"), AffineTransform.northUp(300_000, 1_000_020, 10, 10), side, side);
        OutputGrid grid = OutputGrid.of(band);
        ProjectedArea area = ProjectedArea.covering(band);
        List<Tile> tiles = TilePlan.of(
                        grid,
                        new GeometryFactory().createPolygon(),
                        area,
                        Collections.nCopies(bands, type),
                        Fetch.AUTO,
                        MAX_BYTES)
                .tiles();
        if (!Files.exists(folder.resolve("0.tif"))) {
            for (Tile tile : tiles) {
                Samples pixels = pixels(tile, bands, type);
                Files.write(
                        folder.resolve(tile.index() + ".tif"),
                        GeoTiffEncoder.encode(pixels, Optional.of(tile.request()), OptionalDouble.empty(), List.of()));
            }
            return;
        }
        int times = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 1;
        for (int time = 0; time < times; time++) {
            long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            assemble(folder, band, tiles, bands, type);
            System.out.printf(
                    Locale.ROOT,
                    "%.2f s CPU of this thread%n",
                    (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun) / 1e9);
        }
        print(folder, System.out);
    }

    private static void assemble(
            Path folder, RasterGrid grid, List<Tile> tiles, int bands, SampleType type)
            throws IOException {
        boolean picture = type == SampleType.UINT8 && bands == 3;
        ImageDescription description = new ImageDescription(
                grid,
                type,
                IntStream.range(0, bands).mapToObj(i -> "B" + i).toList(),
                picture ? Mask.INTERNAL : Mask.NODATA,
                OptionalDouble.empty(),
                picture,
                Map.of());
        try (ImageAssembly assembly =
                new ImageAssembly(description, Optional.empty(), Optional.empty(), folder.resolve("work"))) {
            double decode = 0;
            double encode = 0;
            for (Tile tile : tiles) {
                ImageAssembly.Effort effort =
                        assembly.accept(tile, Files.readAllBytes(folder.resolve(tile.index() + ".tif")));
                decode += effort.decodeSeconds();
                encode += effort.encodeSeconds();
            }
            System.out.printf(Locale.ROOT, "decode %.2f s, encode %.2f s wall%n", decode, encode);
            assembly.finish(folder.resolve("swath.tif"));
        }
    }

    private static void print(Path folder, PrintStream out) throws IOException {
        long cpu = ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
        String resident = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .findFirst()
                .orElse("");
        out.printf(
                Locale.ROOT, "%.2f s CPU, of which this thread %.2f, %s, %d bytes%n", cpu / 1e9, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9, resident, Files.size(folder.resolve("swath.tif")));
    }

    private static Samples pixels(Tile tile, int bands, SampleType type) {
        RasterGrid request = tile.request();
        Random random = new Random(tile.index());
        byte[] data = new byte[request.width() * request.height() * bands * type.bytes()];
        int i = 0;
        for (int row = 0; row < request.height(); row++) {
            for (int column = 0; column < request.width(); column++) {
                for (int band = 0; band < bands; band++) {
                    double hill = 60 * Math.sin((tile.window().column() + column) / 37.0 + band)
                            + 40 * Math.cos((tile.window().row() + row) / 53.0);
                    if (type == SampleType.UINT8) {
                        data[i++] = (byte) (120 + hill + random.nextInt(30));
                    } else {
                        int value = (int) (1500 + 10 * hill + random.nextInt(200));
                        data[i++] = (byte) value;
                        data[i++] = (byte) (value >> 8);
                    }
                }
            }
        }
        return new Samples(type, request.width(), request.height(), bands, data);
    }
}
