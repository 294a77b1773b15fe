package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Gdal;
import dev.swath.Slow;
import dev.swath.emulator.EarthEngineEmulator;
import dev.swath.emulator.EmulatorSettings;
import dev.swath.grid.AffineTransform;
import dev.swath.grid.ProjectedArea;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import dev.swath.job.AreaOfInterest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.algorithm.locate.PointOnGeometryLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.operation.distance.IndexedFacetDistance;

/** The default job on the emulator: each pixel of its files is computed again from the image's raw bands. */
@Slow("Each pixel of the default job's files is the one computed anew from the raw bands.")
@Timeout(120)
class EveryPixelTest {

    private static final Projection UTM = Projection.of("EPSG:32617");
    private static final List<String> BANDS = List.of("B8", "B4", "B3");
    private static final int[] BLUE = {0, 0, 255};

    @TempDir
    private static Path folder;

    private static EarthEngineEmulator emulator;
    private static WholeFlow pictures;
    private static WholeFlow raw;

    @BeforeAll
    static void run() throws IOException {
        emulator = EarthEngineEmulator.start(EmulatorSettings.defaults());
        pictures = new WholeFlow(emulator.url(), folder.resolve("pictures"));
        raw = new WholeFlow(emulator.url(), folder.resolve("raw"));
        assertThat(pictures.once()).isZero();
        assertThat(raw.once(
                        "visualization.min=", "visualization.max=", "scale=", "bands=B2,B3,B4,B8", "end=2024-01-12"))
                .isZero();
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @Test
    void the_pictures_have_pixels_of_two_metres_within_the_tiles_own_lattice() throws IOException {
        assertThat(pictures.images()).hasSizeBetween(2, 12);
        for (Path file : pictures.images()) {
            assertThat(StoredImage.read(file).grid()).isEqualTo(expectedGrid(2));
        }
    }

    @Test
    void every_pixel_of_every_picture_is_right() throws Exception {
        for (Path file : pictures.images()) {
            StoredImage image = StoredImage.read(file);
            NativePixels raw = nativePixels(image);
            Geometry area = area();
            PointOnGeometryLocator inside = new IndexedPointInAreaLocator(area);
            IndexedFacetDistance border = new IndexedFacetDistance(area.getBoundary());
            long wrong = 0;
            for (int row = 0; row < image.grid().height(); row++) {
                for (int column = 0; column < image.grid().width(); column++) {
                    double x = image.grid().transform().x(column + 0.5, row + 0.5);
                    double y = image.grid().transform().y(column + 0.5, row + 0.5);
                    Coordinate centre = new Coordinate(x, y);
                    boolean painted = border.distance(area.getFactory().createPoint(centre)) <= 2;
                    boolean within = inside.locate(centre) != Location.EXTERIOR;
                    wrong += isRight(image, column, row, raw, x, y, painted, within) ? 0 : 1;
                }
            }
            assertThat(wrong).as(file.getFileName().toString()).isZero();
        }
    }

    private static boolean isRight(
            StoredImage image,
            int column,
            int row,
            NativePixels raw,
            double x,
            double y,
            boolean painted,
            boolean within) {
        int[] expected = new int[3];
        for (int band = 0; band < 3; band++) {
            expected[band] = painted ? BLUE[band] : within ? brightness(raw.at(x, y, band)) : 0;
        }
        boolean valid = painted || expected[0] + expected[1] + expected[2] > 0;
        boolean right = image.valid(column, row) == valid;
        for (int band = 0; band < 3; band++) {
            right &= image.value(column, row, band) == expected[band];
        }
        return right;
    }

    /** 0…5000 with gamma 1.35, as the job says; rounded as GDAL does, from single precision. */
    private static int brightness(int sample) {
        double linear = Math.min(sample / 5000.0, 1);
        return (int) ((float) (255 * Math.pow(linear, 1 / 1.35)) + 0.5f);
    }

    @Test
    void every_sample_of_every_raw_image_is_right() throws Exception {
        assertThat(raw.images()).isNotEmpty();
        for (Path file : raw.images()) {
            StoredImage image = StoredImage.read(file);
            assertThat(image.samples().type()).isEqualTo(SampleType.UINT16);
            assertThat(image.descriptions()).containsExactly("B2", "B3", "B4", "B8");
            assertThat(image.grid()).isEqualTo(expectedGrid(10));
            NativePixels pixels =
                    NativePixels.fetch(emulator.url(), name(image), List.of("B2", "B3", "B4", "B8"), expectedGrid(10));
            PointOnGeometryLocator inside = new IndexedPointInAreaLocator(area());
            for (int row = 0; row < image.grid().height(); row++) {
                for (int column = 0; column < image.grid().width(); column++) {
                    double x = image.grid().transform().x(column + 0.5, row + 0.5);
                    double y = image.grid().transform().y(column + 0.5, row + 0.5);
                    boolean within = inside.locate(new Coordinate(x, y)) != Location.EXTERIOR;
                    for (int band = 0; band < 4; band++) {
                        int expected = within ? pixels.at(x, y, band) : 0;
                        assertThat(image.value(column, row, band)).isEqualTo(expected == 0 ? 65_535 : expected);
                    }
                }
            }
        }
    }

    @Test
    void gdal_finds_each_file_a_valid_cloud_optimized_geotiff() throws IOException {
        Gdal.require();
        for (Path file : List.of(pictures.images().get(0), raw.images().get(0))) {
            assertThat(Gdal.run(
                            "/usr/bin/python3",
                            "-m",
                            "osgeo_utils.samples.validate_cloud_optimized_geotiff",
                            file.toString()))
                    .contains("is a valid cloud optimized GeoTIFF");
        }
        assertThat(Gdal.run("gdalinfo", pictures.images().get(0).toString()))
                .contains("ID[\"EPSG\",32617]", "ColorInterp=Red", "Mask Flags: PER_DATASET");
        assertThat(Gdal.run("gdalinfo", raw.images().get(0).toString()))
                .contains("NoData Value=65535", "Description = B8");
    }

    private static NativePixels nativePixels(StoredImage image) throws IOException, InterruptedException {
        return NativePixels.fetch(emulator.url(), name(image), BANDS, expectedGrid(10));
    }

    private static String name(StoredImage image) {
        return "projects/earthengine-public/assets/" + image.metadata().get("EARTH_ENGINE_ID");
    }

    private static Geometry area() {
        return ProjectedArea.of(AreaOfInterest.parse(WholeFlow.AREA).geometry(), UTM)
                .geometry();
    }

    /** The area's bounds, outward to the 10 m lattice of tile 17PLK, in pixels of this size. */
    private static RasterGrid expectedGrid(int metres) {
        var bounds = area().getEnvelopeInternal();
        double west = Math.floor(bounds.getMinX() / 10) * 10;
        double south = Math.floor(bounds.getMinY() / 10) * 10;
        double east = Math.ceil(bounds.getMaxX() / 10) * 10;
        double north = Math.ceil(bounds.getMaxY() / 10) * 10;
        return new RasterGrid(
                UTM,
                AffineTransform.northUp(west, north, metres, metres),
                (int) Math.round((east - west) / metres),
                (int) Math.round((north - south) / metres));
    }
}
