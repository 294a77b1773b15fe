package dev.swath.geotiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swath.Gdal;
import dev.swath.Slow;
import dev.swath.grid.AffineTransform;
import dev.swath.grid.Fetch;
import dev.swath.grid.OutputGrid;
import dev.swath.grid.ProjectedArea;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import dev.swath.grid.Tile;
import dev.swath.grid.TilePlan;
import dev.swath.grid.Window;
import dev.swath.job.ClipRule;
import dev.swath.job.Compression;
import dev.swath.job.Mask;
import dev.swath.job.MaskSource;
import dev.swath.job.Outline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** An area of 3 km, downloaded at 2 m from bands of 10 m. */
@Slow("Each pixel of an image assembled from tiles is the service's own, clipped, masked and painted.")
class ImageAssemblyTest {
    private static final Projection UTM = Projection.of("EPSG:32617");
    private static final RasterGrid BAND =
            new RasterGrid(UTM, AffineTransform.northUp(300000, 1000020, 10, 10), 4080, 7400);
    private static final Geometry AREA = area(
            "POLYGON ((-82.4762 8.3920, -82.4480 8.3990, -82.4411 8.3701,"
                    + " -82.4739 8.3712, -82.4762 8.3920), (-82.4600 8.3900, -82.4500 8.3850, -82.4600 8.3800, -82.4600 8.3900))");
    private static final Outline RED = new Outline(255, 0, 0, 3);

    @TempDir
    Path folder;

    @Test
    void every_pixel_is_the_services_own_clipped_masked_and_painted() throws IOException {
        Gdal.require();
        PaintedWorld world = new PaintedWorld(BAND, SampleType.UINT8, 3);
        OutputGrid grid = OutputGrid.of(AREA, BAND, Optional.empty(), OptionalDouble.of(2));

        Path file = assemble(world, picture(grid), plan(grid, world, Fetch.AUTO, 1 << 20), Optional.of(RED));

        ExpectedImage expected = new ExpectedImage(world, grid.grid(), ProjectedArea.of(AREA, UTM), Optional.of(RED));
        assertThat(GdalPixels.read(file, folder)).isEqualTo(expected.data());
        assertThat(GdalPixels.read(file, folder, "-b", "mask")).isEqualTo(TestRasters.as255(expected.valid()));
        assertThat(expected.painted()).isBetween(10_000, 40_000);
        assertThat(count(expected.valid())).isBetween(1_000_000, 1_600_000);
    }

    @Test
    void pixels_repeated_here_make_the_same_file_as_pixels_repeated_by_the_service() throws IOException {
        PaintedWorld world = new PaintedWorld(BAND, SampleType.UINT8, 3);
        OutputGrid grid = OutputGrid.of(AREA, BAND, Optional.empty(), OptionalDouble.of(2));
        TilePlan few = plan(grid, world, Fetch.AUTO, 1 << 24);
        TilePlan many = plan(grid, world, Fetch.AS_ASKED, 1 << 21);
        TilePlan tiny = plan(grid, world, Fetch.AUTO, 1 << 16);

        byte[] native10 = Files.readAllBytes(assemble(world, picture(grid), few, Optional.of(RED)));
        byte[] asked2 = Files.readAllBytes(assemble(world, picture(grid), many, Optional.of(RED)));
        byte[] tiny10 = Files.readAllBytes(assemble(world, picture(grid), tiny, Optional.of(RED)));

        assertThat(many.requests()).isGreaterThan(10 * few.requests());
        assertThat(asked2).isEqualTo(native10);
        assertThat(tiny10).isEqualTo(native10);
    }

    @ParameterizedTest
    @CsvSource({
        "UINT8, 3, 10",
        "UINT8, 3, 5",
        "UINT8, 1, 1.25",
        "INT16, 4, 2",
        "FLOAT32, 2, 2",
        "FLOAT32, 1, 2.5",
        "UINT8, 3, 0.625"
    })
    void any_repetition_gives_the_services_own_pixels(SampleType type, int bands, double scale) throws IOException {
        PaintedWorld world = new PaintedWorld(BAND, type, bands);
        OutputGrid grid = OutputGrid.of(AREA, BAND, Optional.empty(), OptionalDouble.of(scale));
        ImageDescription image =
                type == SampleType.UINT8 && bands == 3 ? picture(grid) : raw(grid, world, OptionalDouble.empty());

        byte[] here =
                Files.readAllBytes(assemble(world, image, plan(grid, world, Fetch.AUTO, 1 << 18), Optional.empty()));
        byte[] asked = Files.readAllBytes(
                assemble(world, image, plan(grid, world, Fetch.AS_ASKED, 1 << 22), Optional.empty()));

        assertThat(here).isEqualTo(asked);
    }

    /** The first one has the band's own pixels; one that the edge or the outline crosses is a mean, the same as GDAL's. */
    @ParameterizedTest
    @CsvSource({"UINT8, 3", "INT16, 4", "FLOAT32, 2"})
    void overviews_of_repeated_pixels_are_no_finer_than_these_and_gdals_averages(SampleType type, int bands)
            throws IOException {
        Gdal.require();
        PaintedWorld world = new PaintedWorld(BAND, type, bands);
        OutputGrid grid = OutputGrid.of(AREA, BAND, Optional.empty(), OptionalDouble.of(2));
        boolean picture = type == SampleType.UINT8;
        ImageDescription image = picture ? picture(grid) : raw(grid, world, OptionalDouble.empty());

        Path file = assemble(
                world, image, plan(grid, world, Fetch.AUTO, 1 << 20), picture ? Optional.of(RED) : Optional.empty());

        assertThat(Gdal.run(
                        "/usr/bin/python3",
                        "-m",
                        "osgeo_utils.samples.validate_cloud_optimized_geotiff",
                        "--full-check=yes",
                        file.toString()))
                .contains("is a valid cloud optimized GeoTIFF")
                .doesNotContain("warning");
        List<String> ours = overviewChecksums(file);
        assertThat(ours).hasSizeGreaterThanOrEqualTo(bands);
        assertThat(ours).isEqualTo(overviewChecksums(withGdalsOverviews(file, "5")));
    }

    private Path withGdalsOverviews(Path file, String factor) {
        Path copy = folder.resolve("gdal.tif");
        Gdal.run(
                "gdal_translate",
                "-q",
                "--config",
                "GDAL_TIFF_INTERNAL_MASK",
                "YES",
                "-co",
                "TILED=YES",
                file.toString(),
                copy.toString());
        Gdal.run("gdaladdo", "-q", "-r", "average", copy.toString(), factor);
        return copy;
    }

    private static List<String> overviewChecksums(Path file) {
        return Gdal.run("gdalinfo", "-checksum", file.toString())
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("Overviews"))
                .map(line -> line.replaceFirst(",.*", ""))
                .toList();
    }

    @Test
    void bytes_depend_on_neither_order_nor_threads_nor_quartered_tiles() throws Exception {
        PaintedWorld world = new PaintedWorld(BAND, SampleType.UINT8, 3);
        OutputGrid grid = OutputGrid.of(AREA, BAND, Optional.empty(), OptionalDouble.of(2));
        TilePlan plan = plan(grid, world, Fetch.AUTO, 1 << 17);
        List<Tile> tiles = new ArrayList<>();
        plan.tiles().forEach(tile -> tiles.addAll(tile.index() % 2 == 0 ? List.of(tile) : tile.quarters()));
        Collections.shuffle(tiles, new Random(3));
        byte[] inOrder = Files.readAllBytes(assemble(world, picture(grid), plan, Optional.of(RED)));

        Path file = folder.resolve("shuffled.tif");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (ImageAssembly assembly = assembly(picture(grid), Optional.of(RED))) {
            List<Future<?>> running = new ArrayList<>();
            for (Tile tile : tiles) {
                running.add(threads.submit(() -> {
                    world.accept(assembly, tile, world.reply(tile.request()));
                    return tile;
                }));
            }
            for (Future<?> one : running) {
                one.get(60, TimeUnit.SECONDS);
            }
            for (Window blank : plan.blank()) {
                assembly.blank(blank);
            }
            assembly.finish(file);
        } finally {
            threads.shutdownNow();
        }

        assertThat(plan.requests()).isGreaterThan(5);
        assertThat(file).hasBinaryContent(inOrder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-co TILED=NO -co BLOCKYSIZE=700 -co COMPRESS=LZW",
                "-co TILED=NO -co COMPRESS=DEFLATE -co PREDICTOR=2 -co INTERLEAVE=BAND",
                "-co TILED=YES -co BLOCKXSIZE=64 -co BLOCKYSIZE=48 -co ENDIANNESS=BIG -co BIGTIFF=YES"
            })
    void the_layout_of_the_reply_does_not_matter(String options) throws IOException {
        Gdal.require();
        PaintedWorld world = new PaintedWorld(BAND, SampleType.UINT8, 3);
        OutputGrid grid = OutputGrid.of(AREA, BAND, Optional.empty(), OptionalDouble.of(2));
        TilePlan plan = plan(grid, world, Fetch.AS_ASKED, 1 << 24);
        byte[] usual = Files.readAllBytes(assemble(world, picture(grid), plan, Optional.empty()));

        Path file = folder.resolve("other.tif");
        try (ImageAssembly assembly = assembly(picture(grid), Optional.empty())) {
            for (Tile tile : plan.tiles()) {
                world.accept(assembly, tile, translated(world.reply(tile.request()), options));
            }
            for (Window blank : plan.blank()) {
                assembly.blank(blank);
            }
            assembly.finish(file);
        }

        assertThat(file).hasBinaryContent(usual);
    }

    @Test
    void without_clipping_only_the_service_masks() throws IOException {
        PaintedWorld world = new PaintedWorld(BAND, SampleType.UINT8, 3);
        OutputGrid grid = OutputGrid.of(AREA, BAND, Optional.empty(), OptionalDouble.of(10));
        Tile whole = new Tile(
                0,
                new Window(0, 0, grid.grid().width(), grid.grid().height()),
                new Window(0, 0, grid.grid().width(), grid.grid().height()),
                grid.grid(),
                1,
                0,
                0);
        Path file = folder.resolve("unclipped.tif");
        try (ImageAssembly assembly = new ImageAssembly(
                picture(grid), Optional.empty(), Optional.empty(), MaskSource.AUTO, folder.resolve("work"))) {
            ImageAssembly.Effort effort =
                    world.accept(assembly, whole, world.reply(grid.grid())).effort();
            assembly.finish(file);
            assertThat(effort.decodeSeconds()).isPositive();
            assertThat(effort.encodeSeconds()).isPositive();
        }

        try (TiffReader reader = TiffReader.open(file)) {
            assertThat(reader.image().read(whole.window()).data())
                    .isEqualTo(world.samples(grid.grid()).data());
        }
    }

    @Test
    void an_outline_on_raw_bands_is_refused() {
        PaintedWorld world = new PaintedWorld(BAND, SampleType.INT16, 3);
        OutputGrid grid = OutputGrid.of(AREA, BAND, Optional.empty(), OptionalDouble.of(10));

        assertThatThrownBy(() -> assembly(raw(grid, world, OptionalDouble.empty()), Optional.of(RED)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an outline is painted on pictures of red, green and blue only");
    }

    @Test
    void masked_floats_become_not_a_number() throws IOException {
        Gdal.require();
        PaintedWorld world = new PaintedWorld(BAND, SampleType.FLOAT32, 2);
        OutputGrid grid = OutputGrid.of(AREA, BAND, Optional.empty(), OptionalDouble.of(10));
        ImageDescription image = raw(grid, world, OptionalDouble.empty());

        Path file = assemble(world, image, plan(grid, world, Fetch.AUTO, 1 << 20), Optional.empty());

        ExpectedImage expected = new ExpectedImage(world, grid.grid(), ProjectedArea.of(AREA, UTM), Optional.empty());
        byte[] pixels = expected.data();
        for (int i = 0; i < pixels.length / 4; i++) {
            double value = SampleAccess.of(world.type()).get(pixels, i);
            if (expected.valid()[i / 2] == 0 || value == Double.NEGATIVE_INFINITY) {
                SampleAccess.of(world.type()).set(pixels, i, Double.NaN);
            }
        }
        assertThat(GdalPixels.read(file, folder)).isEqualTo(pixels);
        assertThat(Gdal.run("gdalinfo", "-stats", file.toString()))
                .contains("NoData Value=nan")
                .doesNotContain("inf");
    }

    @Test
    void masked_whole_numbers_become_nodata() throws IOException {
        Gdal.require();
        PaintedWorld world = new PaintedWorld(BAND, SampleType.INT16, 3);
        OutputGrid grid = OutputGrid.of(AREA, BAND, Optional.empty(), OptionalDouble.of(10));
        ImageDescription image = raw(grid, world, OptionalDouble.of(-9999));

        Path file = assemble(world, image, plan(grid, world, Fetch.AUTO, 1 << 20), Optional.empty());

        ExpectedImage expected = new ExpectedImage(world, grid.grid(), ProjectedArea.of(AREA, UTM), Optional.empty());
        byte[] pixels = expected.data();
        for (int i = 0; i < pixels.length / 2; i++) {
            if (expected.valid()[i / 3] == 0) {
                SampleAccess.of(world.type()).set(pixels, i, -9999);
            }
        }
        assertThat(GdalPixels.read(file, folder)).isEqualTo(pixels);
    }

    @Test
    void a_damaged_reply_is_an_error_and_a_better_one_goes_on_where_it_failed() throws IOException {
        PaintedWorld world = new PaintedWorld(BAND, SampleType.UINT8, 3);
        OutputGrid grid = OutputGrid.of(AREA, BAND, Optional.empty(), OptionalDouble.of(2));
        TilePlan plan = plan(grid, world, Fetch.AS_ASKED, 1 << 24);
        byte[] undisturbed = Files.readAllBytes(assemble(world, picture(grid), plan, Optional.of(RED)));

        Path file = folder.resolve("retried.tif");
        try (ImageAssembly assembly = assembly(picture(grid), Optional.of(RED))) {
            for (Tile tile : plan.tiles()) {
                byte[] reply = world.reply(tile.request());
                byte[] damaged = reply.clone();
                Arrays.fill(damaged, damaged.length * 9 / 10, damaged.length * 9 / 10 + 300, (byte) 0xEE);
                byte[] cut = Arrays.copyOf(reply, reply.length / 2);
                assertThatThrownBy(() -> world.accept(assembly, tile, cut)).isInstanceOf(TiffException.class);
                assertThatThrownBy(() -> world.accept(assembly, tile, damaged)).isInstanceOf(TiffException.class);
                world.accept(assembly, tile, reply);
                world.accept(assembly, tile, reply);
            }
            for (Window blank : plan.blank()) {
                assembly.blank(blank);
            }
            assembly.finish(file);
        }

        assertThat(file).hasBinaryContent(undisturbed);
    }

    @Test
    void a_reply_of_other_pixels_than_asked_for_is_an_error() throws IOException {
        PaintedWorld world = new PaintedWorld(BAND, SampleType.UINT8, 3);
        OutputGrid grid = OutputGrid.of(AREA, BAND, Optional.empty(), OptionalDouble.of(10));
        Tile tile = plan(grid, world, Fetch.AUTO, 1 << 24).tiles().get(0);
        RasterGrid smaller = tile.request().window(new Window(0, 0, 5, 4));
        byte[] shorts = new PaintedWorld(BAND, SampleType.INT16, 3).reply(tile.request());
        String asked = "%d x %d with 3 of UINT8"
                .formatted(tile.request().width(), tile.request().height());

        try (ImageAssembly assembly = assembly(picture(grid), Optional.empty())) {
            assertThatThrownBy(() -> world.accept(assembly, tile, world.reply(smaller)))
                    .isInstanceOf(TiffException.class)
                    .hasMessage("the reply has 5 x 4 pixels with 3 bands of UINT8 instead of " + asked);
            assertThatThrownBy(() -> world.accept(assembly, tile, shorts))
                    .isInstanceOf(TiffException.class)
                    .hasMessageContaining("with 3 bands of INT16 instead of " + asked);
            assertThatThrownBy(() -> world.accept(assembly, tile, new byte[0])).isInstanceOf(TiffException.class);
        }
    }

    @Test
    void a_reply_of_the_right_size_at_another_position_is_an_error() throws IOException {
        PaintedWorld world = new PaintedWorld(BAND, SampleType.UINT8, 3);
        OutputGrid grid = OutputGrid.of(AREA, BAND, Optional.empty(), OptionalDouble.of(10));
        Tile tile = plan(grid, world, Fetch.AUTO, 1 << 24).tiles().get(0);
        RasterGrid asked = tile.request();
        AffineTransform t = asked.transform();
        RasterGrid east = asked.window(new Window(1, 0, asked.width(), asked.height()));
        RasterGrid wider = new RasterGrid(
                UTM,
                AffineTransform.northUp(t.translateX(), t.translateY(), 10 + 1e-7, 10),
                asked.width(),
                asked.height());
        RasterGrid nearly = new RasterGrid(
                UTM,
                AffineTransform.northUp(t.translateX() + 9e-6, t.translateY() - 9e-6, 10, 10),
                asked.width(),
                asked.height());
        RasterGrid south = new RasterGrid(Projection.of("EPSG:32717"), t, asked.width(), asked.height());
        byte[] nowhere =
                GeoTiffEncoder.encode(world.samples(asked), Optional.empty(), OptionalDouble.empty(), List.of());

        try (ImageAssembly assembly = assembly(picture(grid), Optional.empty())) {
            assertThatThrownBy(() -> world.accept(assembly, tile, placed(world, asked, east)))
                    .isInstanceOf(TiffException.class)
                    .hasMessageContainingAll(
                            "the reply is at another position, up to 1.00 pixels away",
                            east.transform().toString(),
                            "those of " + t);
            assertThatThrownBy(() -> world.accept(assembly, tile, placed(world, asked, wider)))
                    .isInstanceOf(TiffException.class)
                    .hasMessageContaining("is at another position");
            assertThatThrownBy(() -> world.accept(assembly, tile, placed(world, asked, south)))
                    .isInstanceOf(TiffException.class)
                    .hasMessage("the reply is in EPSG:32717; EPSG:32617 was requested");
            assertThatThrownBy(() -> world.accept(assembly, tile, nowhere))
                    .isInstanceOf(TiffException.class)
                    .hasMessage("the reply names no EPSG code for its reference system; EPSG:32617 was requested");
            world.accept(assembly, tile, placed(world, asked, nearly));
        }
    }

    @Test
    void a_reply_that_names_other_bands_is_an_error() throws IOException {
        PaintedWorld world = new PaintedWorld(BAND, SampleType.INT16, 2);
        OutputGrid grid = OutputGrid.of(AREA, BAND, Optional.empty(), OptionalDouble.of(10));
        Tile tile = plan(grid, world, Fetch.AUTO, 1 << 24).tiles().get(0);
        ImageDescription image = new ImageDescription(
                grid.grid(),
                SampleType.INT16,
                List.of("B4", "B8"),
                Mask.NODATA,
                OptionalDouble.empty(),
                false,
                Map.of());

        try (ImageAssembly assembly = assembly(image, Optional.empty())) {
            assertThatThrownBy(() -> world.accept(assembly, tile, named(world, tile, List.of("B8", "B4"))))
                    .isInstanceOf(TiffException.class)
                    .hasMessage("the reply holds the bands B8, B4; requested were B4, B8");
            world.accept(assembly, tile, named(world, tile, List.of("B4", "B8")));
        }
    }

    private static byte[] placed(PaintedWorld world, RasterGrid pixels, RasterGrid place) {
        return GeoTiffEncoder.encode(world.samples(pixels), Optional.of(place), OptionalDouble.empty(), List.of());
    }

    private static byte[] named(PaintedWorld world, Tile tile, List<String> names) {
        return GeoTiffEncoder.encode(
                world.samples(tile.request()), Optional.of(tile.request()), OptionalDouble.empty(), names);
    }

    @Test
    void a_missing_tile_is_an_error_and_work_files_go() throws IOException {
        PaintedWorld world = new PaintedWorld(BAND, SampleType.UINT8, 3);
        OutputGrid grid = OutputGrid.of(AREA, BAND, Optional.empty(), OptionalDouble.of(2));
        try (ImageAssembly assembly = assembly(picture(grid), Optional.empty())) {
            assembly.blank(new Window(0, 0, grid.grid().width(), 512));

            assertThatThrownBy(() -> assembly.finish(folder.resolve("image.tif")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("215040 of the 230400 pixels of the block at column 0, row 480 are missing");
        }
        assertThat(folder.resolve("image.tif")).doesNotExist();
        assertThat(folder.resolve("work")).isEmptyDirectory();
    }

    private Path assemble(PaintedWorld world, ImageDescription image, TilePlan plan, Optional<Outline> outline)
            throws IOException {
        assertThat(plan.tiles()).isNotEmpty();
        try (ImageAssembly assembly = assembly(image, outline)) {
            for (Tile tile : plan.tiles()) {
                world.accept(assembly, tile, world.reply(tile.request()));
            }
            for (Window blank : plan.blank()) {
                assembly.blank(blank);
            }
            return assembly.finish(folder.resolve("image.tif"));
        }
    }

    private ImageAssembly assembly(ImageDescription image, Optional<Outline> outline) throws IOException {
        OutputGrid grid = OutputGrid.of(
                AREA,
                BAND,
                Optional.empty(),
                OptionalDouble.of(image.grid().transform().scaleX()));
        assertThat(grid.grid()).isEqualTo(image.grid());
        ProjectedArea area = grid.area(AREA);
        return new ImageAssembly(
                image,
                Optional.of(new AreaMask(area, grid, ClipRule.CENTRE)),
                outline.map(line -> new OutlinePainter(line, area, image.grid())),
                MaskSource.AUTO,
                folder.resolve("work"));
    }

    private byte[] translated(byte[] reply, String options) throws IOException {
        Path from = Files.write(folder.resolve("reply.tif"), reply);
        Path to = folder.resolve("translated.tif");
        List<String> command = new ArrayList<>(List.of("gdal_translate", "-q"));
        command.addAll(List.of(options.split(" ")));
        command.addAll(List.of(from.toString(), to.toString()));
        Gdal.run(command.toArray(String[]::new));
        return Files.readAllBytes(to);
    }

    private static TilePlan plan(OutputGrid grid, PaintedWorld world, Fetch fetch, long maxBytes) {
        List<SampleType> bands = Collections.nCopies(world.bands(), world.type());
        Geometry footprint = new GeometryFactory().createPolygon();
        return TilePlan.of(grid, footprint, ProjectedArea.of(AREA, UTM), bands, fetch, maxBytes);
    }

    private static ImageDescription picture(OutputGrid grid) {
        List<String> names = List.of("B4", "B3", "B2");
        return new ImageDescription(
                grid.grid(),
                SampleType.UINT8,
                names,
                Mask.INTERNAL,
                OptionalDouble.empty(),
                true,
                Map.of(),
                grid.repeat().orElse(1),
                Compression.DEFLATE);
    }

    private static ImageDescription raw(OutputGrid grid, PaintedWorld world, OptionalDouble nodata) {
        List<String> names = Collections.nCopies(world.bands(), "B");
        return new ImageDescription(
                grid.grid(),
                world.type(),
                names,
                Mask.NODATA,
                nodata,
                false,
                Map.of(),
                grid.repeat().orElse(1),
                Compression.DEFLATE);
    }

    private static int count(byte[] valid) {
        int count = 0;
        for (byte pixel : valid) {
            count += pixel;
        }
        return count;
    }

    private static Geometry area(String wkt) {
        try {
            return new WKTReader().read(wkt);
        } catch (ParseException e) {
            throw new IllegalArgumentException(wkt, e);
        }
    }
}
