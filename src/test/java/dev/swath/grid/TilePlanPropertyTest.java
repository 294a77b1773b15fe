package dev.swath.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.swath.Slow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;

@Slow("For random areas, bands and grids, tiles cover each pixel once and request the right pixel of the band.")
class TilePlanPropertyTest {

    /** A box somewhere in a UTM zone, the 10, 20 or 60 m bands of an image around it, and an output asked for. */
    record Scenario(Geometry area, RasterGrid band, OutputGrid grid, List<SampleType> bands, long maxBytes, long seed) {

        TilePlan plan(Fetch fetch) {
            ProjectedArea projected = ProjectedArea.of(area, grid.grid().projection());
            return TilePlan.of(grid, TestAreas.footprint(band), projected, bands, fetch, maxBytes);
        }

        /** Whether the centre of an output pixel lies both in the area and in the image. */
        boolean shares(int column, int row) {
            Projection projection = grid.grid().projection();
            double x = grid.grid().transform().x(column + 0.5, row + 0.5);
            double y = grid.grid().transform().y(column + 0.5, row + 0.5);
            Coordinate lonLat = projection.unproject(x, y);
            Point centre = new GeometryFactory().createPoint(new Coordinate(x, y));
            return band.bounds().contains(band.projection().project(lonLat.x, lonLat.y))
                    && ProjectedArea.of(area, projection).geometry().contains(centre);
        }
    }

    @Property(tries = 300)
    void every_pixel_lies_in_exactly_one_window(@ForAll("scenarios") Scenario scenario, @ForAll Fetch fetch) {
        TilePlan plan = scenario.plan(fetch);

        List<Window> windows = new ArrayList<>(plan.blank());
        plan.tiles().forEach(tile -> windows.add(tile.window()));

        assertCoveredOnce(
                new Window(
                        0, 0, scenario.grid.grid().width(), scenario.grid.grid().height()),
                windows);
    }

    @Property(tries = 300)
    void quarters_share_the_window_of_their_tile(@ForAll("scenarios") Scenario scenario, @ForAll Fetch fetch) {
        for (Tile tile : scenario.plan(fetch).tiles().stream().limit(5).toList()) {
            List<Tile> quarters = tile.quarters();

            assertCoveredOnce(tile.window(), quarters.stream().map(Tile::window).toList());
            assertCoveredOnce(
                    tile.covered(), quarters.stream().map(Tile::covered).toList());
            for (Tile quarter : quarters) {
                assertNamedPixelHoldsCentre(scenario.grid.grid(), quarter, new Random(scenario.seed));
            }
        }
    }

    @Property(tries = 300)
    void no_request_passes_a_limit(@ForAll("scenarios") Scenario scenario, @ForAll Fetch fetch) {
        TilePlan plan = scenario.plan(fetch);

        int counted = scenario.bands.stream().mapToInt(type -> type.bytes() + 1).sum();
        for (Tile tile : plan.tiles()) {
            long pixels = (long) tile.request().width() * tile.request().height();
            assertThat(pixels * counted).isLessThanOrEqualTo(Math.min(50_331_648, scenario.maxBytes));
            assertThat(tile.request().width()).isLessThanOrEqualTo(32_768);
            assertThat(tile.request().height()).isLessThanOrEqualTo(32_768);
        }
    }

    @Property(tries = 300)
    void windows_begin_and_end_on_whole_cells(@ForAll("scenarios") Scenario scenario, @ForAll Fetch fetch) {
        TilePlan plan = scenario.plan(fetch);

        int width = scenario.grid.grid().width();
        int height = scenario.grid.grid().height();
        Stream.concat(plan.tiles().stream().map(Tile::window), plan.blank().stream())
                .forEach(window -> {
                    assertThat(window.column() % 512).isZero();
                    assertThat(window.row() % 512).isZero();
                    assertThat(window.endColumn() % 512 == 0 || window.endColumn() == width)
                            .isTrue();
                    assertThat(window.endRow() % 512 == 0 || window.endRow() == height)
                            .isTrue();
                });
    }

    @Property(tries = 300)
    void the_named_pixel_of_a_request_holds_the_centre_of_the_output_pixel(
            @ForAll("scenarios") Scenario scenario, @ForAll Fetch fetch) {
        Random random = new Random(scenario.seed);

        for (Tile tile : scenario.plan(fetch).tiles()) {
            assertNamedPixelHoldsCentre(scenario.grid.grid(), tile, random);
        }
    }

    @Property(tries = 300)
    void transforms_of_requests_come_from_whole_offsets(@ForAll("scenarios") Scenario scenario) {
        for (Tile tile : scenario.plan(Fetch.AUTO).tiles()) {
            AffineTransform asked = tile.request().transform();
            AffineTransform lattice =
                    tile.repeat() > 1 || scenario.grid.repeat().isPresent()
                            ? scenario.band.transform()
                            : scenario.grid.grid().transform();
            double column = (asked.translateX() - lattice.translateX()) / lattice.scaleX();
            double row = (asked.translateY() - lattice.translateY()) / lattice.scaleY();
            assertThat(column).isEqualTo(Math.rint(column), within(1e-7));
            assertThat(row).isEqualTo(Math.rint(row), within(1e-7));
            if (!scenario.grid.grid().projection().isGeographic()) {
                // Scales are whole metres and so are origins: nothing may be lost.
                assertThat(asked.translateX()).isEqualTo(Math.rint(asked.translateX()));
                assertThat(asked.translateY()).isEqualTo(Math.rint(asked.translateY()));
            }
        }
    }

    @Property(tries = 300)
    void both_ways_to_fetch_name_the_same_pixel_of_the_band(@ForAll("scenarios") Scenario scenario) {
        TilePlan auto = scenario.plan(Fetch.AUTO);
        TilePlan asAsked = scenario.plan(Fetch.AS_ASKED);
        Random random = new Random(scenario.seed);

        for (int i = 0; i < 50; i++) {
            int column = random.nextInt(scenario.grid.grid().width());
            int row = random.nextInt(scenario.grid.grid().height());
            Optional<List<Long>> own = bandPixel(auto, scenario.band, column, row);
            Optional<List<Long>> asked = bandPixel(asAsked, scenario.band, column, row);
            // A smaller window may be blank where a larger one reaches the image or the area: not so in what they
            // share.
            if (own.isPresent() == asked.isPresent() || scenario.shares(column, row)) {
                assertThat(own).isEqualTo(asked);
            }
        }
    }

    @Property(tries = 300)
    void no_pixel_that_image_and_area_share_is_left_out(@ForAll("scenarios") Scenario scenario, @ForAll Fetch fetch) {
        TilePlan plan = scenario.plan(fetch);
        Random random = new Random(scenario.seed);

        for (int i = 0; i < 50; i++) {
            int column = random.nextInt(scenario.grid.grid().width());
            int row = random.nextInt(scenario.grid.grid().height());
            if (scenario.shares(column, row)) {
                assertThat(tileOf(plan, column, row)).isPresent();
            }
        }
    }

    private static void assertCoveredOnce(Window whole, List<Window> parts) {
        assertThat(parts.stream().mapToLong(Window::pixels).sum()).isEqualTo(whole.pixels());
        for (int i = 0; i < parts.size(); i++) {
            assertThat(whole.intersection(parts.get(i))).hasValue(parts.get(i));
            for (int j = 0; j < i; j++) {
                assertThat(parts.get(i).intersection(parts.get(j))).isEmpty();
            }
        }
    }

    private static void assertNamedPixelHoldsCentre(RasterGrid grid, Tile tile, Random random) {
        for (int i = 0; i < 10; i++) {
            int column = tile.covered().column() + random.nextInt(tile.covered().width());
            int row = tile.covered().row() + random.nextInt(tile.covered().height());
            AffineTransform asked = tile.request().transform();
            double inColumn = (grid.transform().x(column + 0.5, 0) - asked.translateX()) / asked.scaleX();
            double inRow = (grid.transform().y(0, row + 0.5) - asked.translateY()) / asked.scaleY();
            assertThat((column - tile.covered().column() + tile.skipColumns()) / tile.repeat())
                    .isEqualTo((int) Math.floor(inColumn))
                    .isLessThan(tile.request().width());
            assertThat((row - tile.covered().row() + tile.skipRows()) / tile.repeat())
                    .isEqualTo((int) Math.floor(inRow))
                    .isLessThan(tile.request().height());
        }
    }

    private static Optional<Tile> tileOf(TilePlan plan, int column, int row) {
        Window pixel = new Window(column, row, 1, 1);
        return plan.tiles().stream()
                .filter(tile -> tile.covered().intersection(pixel).isPresent())
                .findFirst();
    }

    /** The band pixel in whose bounds the centre of the requested pixel lies, where one is requested. */
    private static Optional<List<Long>> bandPixel(TilePlan plan, RasterGrid band, int column, int row) {
        return tileOf(plan, column, row).map(tile -> {
            int askedColumn = (column - tile.covered().column() + tile.skipColumns()) / tile.repeat();
            int askedRow = (row - tile.covered().row() + tile.skipRows()) / tile.repeat();
            double x = tile.request().transform().x(askedColumn + 0.5, askedRow + 0.5);
            double y = tile.request().transform().y(askedColumn + 0.5, askedRow + 0.5);
            Coordinate lonLat = plan.grid().grid().projection().unproject(x, y);
            Coordinate inBand = plan.grid().grid().projection().equals(band.projection())
                    ? new Coordinate(x, y)
                    : band.projection().project(lonLat.x, lonLat.y);
            AffineTransform own = band.transform();
            return List.of((long) Math.floor((inBand.x - own.translateX()) / own.scaleX()), (long)
                    Math.floor((inBand.y - own.translateY()) / own.scaleY()));
        });
    }

    @Provide
    Arbitrary<Scenario> scenarios() {
        Arbitrary<RasterGrid> bands = Combinators.combine(
                        Arbitraries.integers().between(1, 60),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 75),
                        Arbitraries.of(10, 20, 60),
                        Arbitraries.integers().between(-4, 3))
                .as(TilePlanPropertyTest::band);
        Arbitrary<double[]> boxes = Combinators.combine(
                        Arbitraries.doubles().between(-0.1, 1.1).ofScale(6),
                        Arbitraries.doubles().between(-0.1, 1.1).ofScale(6),
                        Arbitraries.doubles().between(1e-4, 0.2).ofScale(6),
                        Arbitraries.doubles().between(1e-4, 0.2).ofScale(6))
                .as((x, y, width, height) -> new double[] {x, y, width, height});
        Arbitrary<OptionalDouble> scales = Arbitraries.oneOf(
                Arbitraries.just(OptionalDouble.empty()),
                Arbitraries.integers().between(1, 60).map(OptionalDouble::of));
        Arbitrary<Optional<Projection>> systems = Arbitraries.of("", "EPSG:3857", "EPSG:4326")
                .map(code -> Optional.of(code).filter(text -> !text.isEmpty()).map(Projection::of));
        Arbitrary<List<SampleType>> types = Combinators.combine(
                        Arbitraries.of(SampleType.UINT8, SampleType.UINT16, SampleType.FLOAT64),
                        Arbitraries.integers().between(1, 6))
                .as((type, count) -> Collections.nCopies(count, type));
        Arbitrary<Long> limits = Arbitraries.longs().between(15_000_000, 60_000_000);
        return Combinators.combine(bands, boxes, scales, systems, types, limits, Arbitraries.longs())
                .as((band, box, scale, crs, sampleTypes, limit, seed) -> {
                    Geometry area = areaIn(band, box);
                    return new Scenario(area, band, OutputGrid.of(area, band, crs, scale), sampleTypes, limit, seed);
                });
    }

    /** About 110 km square, as a Sentinel-2 tile is. */
    private static RasterGrid band(int zone, boolean north, int latitude, int pixel, int column) {
        Projection utm = Projection.utm(zone, north);
        double y = Math.round(utm.project(zone * 6.0 - 183, north ? latitude + 1 : -latitude).y / 60) * 60;
        int size = 109_800 / pixel;
        double x = 499_980 + column * 60_000 * Math.cos(Math.toRadians(latitude + 1));
        return new RasterGrid(utm, AffineTransform.northUp(Math.round(x / 60) * 60, y, pixel, pixel), size, size);
    }

    /** A box that begins at a fraction of the band's extent, moved so that it does not cross the antimeridian. */
    private static Geometry areaIn(RasterGrid band, double[] box) {
        double x = band.transform().x(box[0] * band.width(), 0);
        double y = band.transform().y(0, box[1] * band.height());
        Coordinate corner = band.projection().unproject(x, y);
        double west = Math.min(corner.x, 180 - box[2]);
        return TestAreas.box(west, corner.y, west + box[2], corner.y + box[3]);
    }
}
