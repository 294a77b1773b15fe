package dev.swath.emulator;

import static dev.swath.emulator.PixelArithmetic.difference;
import static dev.swath.emulator.PixelArithmetic.each;
import static dev.swath.emulator.PixelArithmetic.shown;
import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.emulator.CapturedReply.Expectation;
import dev.swath.geotiff.TiffImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

/** Pictures, thumbnails, downloads and tiles of maps. */
final class ExpectedPictures {

    private static final List<String> FALSE_COLOURS = List.of("B8", "B4", "B3");
    private static final List<String> TRUE_COLOURS = List.of("B4", "B3", "B2");
    private static final PixelGrid GRID = PixelGrid.CAPTURED;
    private static final GeometryFactory POINTS = new GeometryFactory();
    private static final double MAX = 5000;
    private static final double GAMMA = 1.35;

    private final StoredImages stored;
    private final Map<String, Expectation> table = new TreeMap<>();

    private ExpectedPictures(StoredImages stored) {
        this.stored = stored;
    }

    static Map<String, Expectation> table(StoredImages stored) {
        ExpectedPictures pictures = new ExpectedPictures(stored);
        pictures.stretched();
        pictures.painted();
        pictures.downloads();
        pictures.thumbnails();
        return pictures.table;
    }

    private List<double[]> bands(List<String> bands, PixelGrid grid) {
        return stored.bands(StoredImages.SENTINEL, StoredImages.SCENE, bands, grid);
    }

    private static double[] bright(double[] band, double gamma) {
        return IntStream.range(0, band.length)
                .mapToDouble(i -> shown(band[i], MAX, gamma))
                .toArray();
    }

    private static List<double[]> bright(List<double[]> bands, double gamma) {
        return bands.stream().map(band -> bright(band, gamma)).toList();
    }

    private void stretched() {
        table.put(
                "python-computePixels-visualizationOptions",
                reply -> assertPicture(reply.reply().body(), GRID, 1, bright(bands(FALSE_COLOURS, GRID), GAMMA)));
        table.put("python-computePixels-visualize-gamma-list", reply -> {
            List<double[]> bands = bands(FALSE_COLOURS, GRID);
            reply.hasBands(1, List.of(bright(bands.get(0), GAMMA), bright(bands.get(1), 1.2), bright(bands.get(2), 1)));
        });
        table.put("python-computePixels-visualize-palette", reply -> {
            List<double[]> bands = bands(FALSE_COLOURS, GRID);
            // Brown, yellow, dark green.
            int[][] palette = {{165, 42, 42}, {255, 255, 0}, {0, 100, 0}};
            reply.hasBands(
                    1,
                    IntStream.range(0, 3)
                            .mapToObj(channel -> each(i -> {
                                double index = difference(bands.get(0)[i], bands.get(1)[i]);
                                double at = Math.max(0, Math.min(1, (index + 0.2) / 1.1)) * 2;
                                int below = Math.min(1, (int) at);
                                return palette[below][channel]
                                        + (at - below) * (palette[below + 1][channel] - palette[below][channel]);
                            }))
                            .toList());
        });
    }

    private void painted() {
        // A line of 2 pixels: those whose centre is at most one pixel from the border.
        table.put("python-computePixels-paint-outline", reply -> {
            Geometry border = RegionShares.projected(StoredImages.BOX).getExteriorRing();
            boolean[] line = new boolean[GRID.size()];
            for (int i = 0; i < line.length; i++) {
                line[i] = border.isWithinDistance(POINTS.createPoint(new Coordinate(GRID.x(i), GRID.y(i))), 10);
            }
            assertThat(IntStream.range(0, line.length).filter(i -> line[i]).count())
                    .isGreaterThan(40);
            reply.hasBands(
                    1,
                    bright(bands(FALSE_COLOURS, GRID), 1).stream()
                            .map(band -> each(i -> line[i] ? 255 : band[i]))
                            .toList());
        });
        // The whole grid is within the area, and the name of a colour is that of a property, which the feature lacks.
        table.put(
                "python-computePixels-visualize-clip-paint-seed",
                reply -> reply.hasBands(
                        1,
                        bright(stored.bands(StoredImages.TUTORIALS, StoredImages.SCENE, FALSE_COLOURS, GRID), GAMMA)));
        tutorialsTile("seed-geedim1.9.1", FALSE_COLOURS, 2488, 1667);
        tutorialsTile("seed-geedim2.0.0", List.of("B8"), 4096, 512);
    }

    /** The first tile of the tutorial's picture in pixels of 2 m: its corner, of which the area cuts some, its middle, and its end. */
    private void tutorialsTile(String client, List<String> bands, int width, int height) {
        table.put(client + "-4-tile-create", reply -> assertThat(
                        reply.json().path("name").asText())
                .matches("projects/rig-project/thumbnails/[0-9a-f]{32}-[0-9a-f]{32}"));
        PixelGrid whole = PixelGrid.utm(337_030, 933_340, 2, width, height);
        Polygon area = RegionShares.projected(StoredImages.TUTORIALS_BOX);
        table.put(client + "-5-tile-get", reply -> {
            TiffImage tile = reply.image();
            assertThat(tile.width()).isEqualTo(width);
            assertThat(tile.height()).isEqualTo(height);
            assertThat(tile.descriptions()).hasSameSizeAs(bands);
            List<double[]> samples = IntStream.range(0, bands.size())
                    .mapToObj(band -> Api.samples(tile, band))
                    .toList();
            for (int[] corner : new int[][] {{0, 0}, {width / 2, height / 2}, {width - 64, height - 48}}) {
                PixelGrid part = whole.part(corner[0], corner[1], 64, 48);
                List<double[]> shown =
                        bright(stored.bands(StoredImages.TUTORIALS, StoredImages.SCENE, bands, part), GAMMA);
                for (int i = 0; i < part.size(); i++) {
                    boolean inside = area.contains(POINTS.createPoint(new Coordinate(part.x(i), part.y(i))));
                    int at = (corner[1] + i / 64) * width + corner[0] + i % 64;
                    for (int band = 0; band < bands.size(); band++) {
                        double expected = inside ? shown.get(band)[i] : 0;
                        assertThat(Math.abs(samples.get(band)[at] - expected))
                                .as("pixel %d of %s", i, part)
                                .isLessThanOrEqualTo(1);
                    }
                }
            }
        });
    }

    private static Envelope box(Polygon lonLats) {
        return RegionShares.projected(lonLats).getEnvelopeInternal();
    }

    /** A band on a grid, without what lies beyond a box. */
    private double[] within(Envelope box, String band, PixelGrid grid) {
        double[] samples = bands(List.of(band), grid).get(0);
        return PixelArithmetic.kept(samples, i -> box.contains(grid.x(i), grid.y(i)));
    }

    private void downloads() {
        table.put("node-getDownloadURL", reply -> {
            Envelope box = box(StoredImages.TUTORIALS_BOX);
            assertFile(pixels(reply), box, "B4", lattice(box, 100));
        });
        table.put("python-thumbnails-getDownloadURL-region-scale", reply -> {
            Envelope box = box(StoredImages.BOX);
            assertFile(pixels(reply), box, "B4", lattice(box, 10));
        });
        table.put("python-thumbnails-getDownloadURL-zip", reply -> {
            Envelope box = box(StoredImages.BOX);
            Map<String, byte[]> files = unzipped(pixels(reply));
            assertThat(files).containsOnlyKeys("download.B4.tif", "download.B3.tif");
            files.forEach((name, file) -> assertFile(file, box, name.split("\\.")[1], lattice(box, 10)));
        });
        table.put("python-export-toCloudStorage", reply -> {
            Envelope box = box(StoredImages.BOX);
            assertFile(reply.exported(), box, "B4", lattice(box, 10));
        });
        table.put("python-thumbnails-getDownloadURL-crs-transform", reply -> assertThat(
                        Npy.of(pixels(reply)).band("B4"))
                .containsExactly(bands(List.of("B4"), GRID).get(0)));
    }

    private static PixelGrid lattice(Envelope box, double side) {
        return PixelGrid.touching(side, box);
    }

    private static byte[] pixels(CapturedReply reply) {
        return reply.read(":getPixels").body();
    }

    private void assertFile(byte[] file, Envelope box, String band, PixelGrid grid) {
        TiffImage image = Api.image(file);
        assertThat(image.width()).isEqualTo(grid.width());
        assertThat(image.transform().orElseThrow().translateX()).isEqualTo(grid.left());
        assertThat(image.transform().orElseThrow().translateY()).isEqualTo(grid.top());
        assertThat(image.transform().orElseThrow().scaleX()).isEqualTo(grid.side());
        CapturedReply.assertBands(image, 0, List.of(within(box, band, grid)));
    }

    private static Map<String, byte[]> unzipped(byte[] archive) {
        Map<String, byte[]> files = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private void thumbnails() {
        Map<String, Polygon> areas = Map.of(
                "node-getThumbURL", StoredImages.TUTORIALS_BOX, "python-thumbnails-getThumbURL", StoredImages.BOX);
        areas.forEach((name, area) -> table.put(name, reply -> {
            Envelope box = box(area);
            // The longer side has 128 pixels.
            int height = 128;
            int width = (int) Math.round(height * box.getWidth() / box.getHeight());
            PixelGrid grid = new PixelGrid(
                    GRID.crs(),
                    box.getMinX(),
                    box.getMaxY(),
                    box.getWidth() / width,
                    box.getHeight() / height,
                    width,
                    height);
            assertPicture(pixels(reply), grid, 1, bright(bands(TRUE_COLOURS, grid), 1));
        }));
        for (String name : List.of("python-maps-getMapId", "node-getMapId")) {
            table.put(name, this::map);
        }
    }

    /** A tile of 256 pixels in Web Mercator, as JPEG. */
    private void map(CapturedReply reply) {
        int zoom = 13;
        int column = 2220;
        int row = 3904;
        double half = Math.PI * 6_378_137;
        double side = 2 * half / (256 << zoom);
        PixelGrid grid =
                new PixelGrid("EPSG:3857", -half + 256 * side * column, half - 256 * side * row, side, side, 256, 256);
        byte[] tile = reply.read("/tiles/" + zoom + "/" + column + "/" + row).body();
        // JPEG keeps less of the colours where they change at once.
        assertPicture(tile, grid, 80, bright(bands(TRUE_COLOURS, grid), 1));
    }

    /** Requires these colours, and on average those within a tenth of the tolerance. */
    private static void assertPicture(byte[] file, PixelGrid grid, double tolerance, List<double[]> expected) {
        BufferedImage picture = image(file);
        assertThat(picture.getWidth()).isEqualTo(grid.width());
        assertThat(picture.getHeight()).isEqualTo(grid.height());
        List<Double> differences = new ArrayList<>();
        for (int i = 0; i < grid.size(); i++) {
            int colour = picture.getRGB(i % grid.width(), i / grid.width());
            for (int channel = 0; channel < 3; channel++) {
                differences.add(Math.abs((colour >> 16 - 8 * channel & 0xFF) - expected.get(channel)[i]));
            }
        }
        assertThat(differences.stream().mapToDouble(each -> each).max().orElseThrow())
                .isLessThanOrEqualTo(tolerance);
        assertThat(differences.stream().mapToDouble(each -> each).average().orElseThrow())
                .isLessThanOrEqualTo(Math.max(1, tolerance / 10));
    }

    private static BufferedImage image(byte[] file) {
        try {
            return ImageIO.read(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
