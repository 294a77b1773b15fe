package dev.swath.emulator.landscape;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;

class TileStatisticsTest {

    private static final Instant JANUARY = Instant.parse("2024-01-05T16:05:00Z");
    private static final int S2_TILE = 10_980;

    private final Landscape landscape = new Landscape(0);

    /** Tiles of all zones up to the poles, on land and at sea, by day and season; a part of each is outside the swath. */
    @ParameterizedTest
    @CsvSource({"10, 10980, 150", "30, 7700, 50"})
    void counts_what_exact_positions_show(int pixel, int side, int tiles) {
        Random random = new Random(7);
        Atlas atlas = new Atlas();
        for (int i = 0; i < tiles; i++) {
            int zone = 1 + random.nextInt(60);
            int northing = (random.nextInt(18_400) - 9_000) * 1000;
            Frame frame = new Frame(Chart.utm(zone), 200_000 + 1000 * random.nextInt(400), northing, pixel);
            Acquisition pass =
                    new Acquisition(JANUARY.plus(Duration.ofHours(random.nextInt(8766))), random.nextInt(9999));
            int edge = random.nextInt(side);
            Landscape.Imaged imaged = (column, row) -> column >= edge - row / 3;

            Statistics expected = exact(atlas, frame, pass, side, imaged);

            assertThat(landscape.statistics(frame, pass, side, imaged).cloud()).isEqualTo(expected.cloud());
            assertThat(landscape.statistics(frame, pass, side, imaged).all()).isEqualTo(expected);
        }
    }

    @Test
    void looks_once_for_clouds_and_once_for_everything_else() {
        Frame frame = new Frame(Chart.utm(17), 300_000, 1_000_020, 10);
        Acquisition pass = new Acquisition(JANUARY, 1);
        TileStatistics statistics = landscape.statistics(frame, pass, S2_TILE, (column, row) -> true);

        assertThat(statistics.points()).isZero();
        double cloud = statistics.cloud();
        assertThat(statistics.points()).isEqualTo(1600);
        assertThat(statistics.all().cloud()).isEqualTo(cloud);
        assertThat(statistics.points()).isEqualTo(3200);
        assertThat(landscape
                        .statistics(frame, pass, S2_TILE, (column, row) -> true)
                        .points())
                .as("of a second search")
                .isEqualTo(3200);
    }

    /** No sum of the gradients at the corners of a cell is larger, whatever the hashes are. */
    @Test
    void has_noise_within_its_limit() {
        double most = 0;
        for (double x = 0; x <= 0.5; x += 0.0125) {
            for (double y = 0; y <= 0.5; y += 0.0125) {
                for (double z = 0; z <= 0.5; z += 0.0125) {
                    most = Math.max(most, mostAt(x, y, z));
                }
            }
        }
        assertThat(1.5 * most).isBetween(1.5, Noise.MOST);
    }

    private static double mostAt(double x, double y, double z) {
        double sum = 0;
        for (int corner = 0; corner < 8; corner++) {
            double dx = Math.abs(x - (corner & 1));
            double dy = Math.abs(y - (corner >> 1 & 1));
            double dz = Math.abs(z - (corner >> 2));
            // A gradient has two components of length 1: the best one points along the two longest distances.
            double slope = dx + dy + dz - Math.min(dx, Math.min(dy, dz));
            sum += (1 - fade(dx)) * (1 - fade(dy)) * (1 - fade(dz)) * slope;
        }
        return sum;
    }

    private static double fade(double t) {
        return t * t * t * (t * (t * 6 - 15) + 10);
    }

    /** The statistics point by point, without any shortcut. */
    private static Statistics exact(
            Atlas atlas, Frame frame, Acquisition acquisition, int side, Landscape.Imaged imaged) {
        Sky sky = new Sky(acquisition);
        Coordinate centre = frame.lonLat(side / 2.0, side / 2.0);
        Atlas.Sheet sheet = atlas.sheet(centre.x, centre.y, 1.8);
        double[] site = new double[Survey.VALUES];
        int[] count = new int[7];
        double snowLine = sky.season().temperature(centre.y) / 6.2 * 1000;
        for (int i = 0; i < 1600; i++) {
            int column = (int) ((i % 40 + 0.5) * side / 40);
            int row = (int) ((i / 40 + 0.5) * side / 40);
            if (!imaged.at(column, row)) {
                continue;
            }
            Coordinate at = frame.lonLat(column + 0.5, row + 0.5);
            Survey.fill(site, 0, at.x, at.y, atlas, sheet);
            double density = sky.density(site, 100);
            boolean cloudy = density > 0.1;
            boolean land = site[Survey.LAND] > 0;
            boolean snowy = site[Survey.ICE] > 0.45 || (land && site[Survey.MOUNTAINS] > snowLine);
            count[0]++;
            count[1] += cloudy ? 1 : 0;
            count[2] += density > 0.34 ? 1 : 0;
            count[3] += !cloudy && sky.cirrus(site, sky.banks(site)) > BlockView.CIRRUS ? 1 : 0;
            count[4] += !cloudy && land && !snowy && site[Survey.DESERT] < 0.5 ? 1 : 0;
            count[5] += !cloudy && !land ? 1 : 0;
            count[6] += !cloudy && snowy ? 1 : 0;
        }
        double all = Math.max(1, count[0]) / 100.0;
        double cloud = count[1] / all;
        double shadow = 0.3 * cloud * (1 - cloud / 100);
        return new Statistics(
                cloud,
                count[2] / all,
                count[3] / all,
                shadow,
                Math.max(0, 0.86 * count[4] / all - shadow),
                count[5] / all,
                count[6] / all);
    }
}
