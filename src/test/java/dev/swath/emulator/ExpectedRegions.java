package dev.swath.emulator;

import static dev.swath.emulator.PixelArithmetic.difference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swath.emulator.CapturedReply.Expectation;
import dev.swath.grid.Projection;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Polygon;

/** Statistics and samples of areas and points. */
final class ExpectedRegions {

    private static final double LON = -82.435;
    private static final double LAT = 8.3958;
    /** Shares are computed with 32-bit numbers by the emulator. */
    private static final double PART = 1e-5;

    private final StoredImages stored;
    private final Map<String, Expectation> table = new TreeMap<>();

    private ExpectedRegions(StoredImages stored) {
        this.stored = stored;
    }

    static Map<String, Expectation> table(StoredImages stored) {
        ExpectedRegions regions = new ExpectedRegions(stored);
        RegionShares box = RegionShares.of(StoredImages.BOX, 10);
        Map<String, Expectation> table = regions.table;
        table.put("python-value-reduceRegion-mean", reply -> regions.mean(reply, box));
        table.put("node-reduceRegion", reply -> regions.mean(reply, RegionShares.of(StoredImages.TUTORIALS_BOX, 100)));
        table.put("python-value-reduceRegion-combined", reply -> regions.combined(reply, box));
        table.put("python-value-reduceRegion-cloud-share", regions::cloudShare);
        table.put("python-value-map-reduceRegion-series", reply -> regions.series(reply, box));
        table.put("python-value-sampleRectangle", regions::rectangle);
        table.put("python-value-sample-point", regions::point);
        table.put("python-value-getRegion", regions::getRegion);
        return table;
    }

    private double[] band(String band, PixelGrid grid) {
        return stored.band(StoredImages.SENTINEL, StoredImages.SCENE, band, grid);
    }

    private static void assertClose(JsonNode actual, double expected) {
        assertThat(actual.isNumber()).isTrue();
        assertThat(actual.asDouble()).isCloseTo(expected, within(Math.abs(expected) * PART));
    }

    private void mean(CapturedReply reply, RegionShares region) {
        assertThat(reply.value()).hasSize(1);
        assertClose(reply.value().path("B4"), region.mean(band("B4", region.grid())));
    }

    private void combined(CapturedReply reply, RegionShares box) {
        JsonNode value = reply.value();
        assertThat(value).hasSize(8);
        for (String name : List.of("B4", "B8")) {
            double[] band = band(name, box.grid());
            assertClose(value.path(name + "_mean"), box.mean(band));
            assertClose(value.path(name + "_stdDev"), box.standardDeviation(band));
            // Like those of weighted statistics, the pixels are all that lie in the area in part.
            double[] touched = box.samples(band, 0.004);
            assertClose(value.path(name + "_min"), Arrays.stream(touched).min().orElseThrow());
            assertClose(value.path(name + "_max"), Arrays.stream(touched).max().orElseThrow());
        }
    }

    private void cloudShare(CapturedReply reply) {
        RegionShares box = RegionShares.of(StoredImages.BOX, 20);
        double[] classes = band("SCL", box.grid());
        JsonNode histogram = reply.value().path("SCL");
        double[] found = Arrays.stream(box.samples(classes, 0.004)).distinct().toArray();
        assertThat(histogram).hasSameSizeAs(found);
        for (double each : found) {
            assertClose(histogram.path(String.valueOf((int) each)), box.weight(classes, each));
        }
    }

    private void series(CapturedReply reply, RegionShares box) {
        List<JsonNode> images = stored.listed(StoredImages.SENTINEL, "2024-01-01", "2024-02-01", StoredImages.BOX);
        JsonNode features = reply.value().path("features");
        assertThat(features).hasSameSizeAs(stored.january());
        int next = 0;
        for (JsonNode image : images) {
            if (stored.january().contains(StoredImages.scene(image))) {
                JsonNode properties = features.get(next++).path("properties");
                List<double[]> bands =
                        stored.bands(StoredImages.SENTINEL, StoredImages.scene(image), List.of("B8", "B4"), box.grid());
                double[] index = new double[box.grid().size()];
                Arrays.setAll(index, i -> difference(bands.get(0)[i], bands.get(1)[i]));
                assertThat(properties).hasSize(2);
                assertClose(properties.path("ndvi"), box.mean(index));
                assertThat(properties.path("t").asLong())
                        .isEqualTo(
                                Instant.parse(image.path("startTime").asText()).toEpochMilli());
            }
        }
    }

    /** The pixels that the box around the area touches. */
    private void rectangle(CapturedReply reply) {
        Polygon area = StoredImages.ring(-82.44, 8.391, -82.44, 8.39, -82.439, 8.39, -82.439, 8.391);
        Envelope box = RegionShares.projected(area).getEnvelopeInternal();
        PixelGrid grid = PixelGrid.touching(10, box);
        double[] red = band("B4", grid);
        JsonNode rows = reply.value().at("/properties/B4");
        assertThat(rows).hasSize(grid.height());
        for (int i = 0; i < red.length; i++) {
            assertThat(rows.get(i / grid.width())).hasSize(grid.width());
            assertThat(rows.get(i / grid.width()).get(i % grid.width()).asDouble())
                    .isEqualTo(red[i]);
        }
    }

    private double[] redAt(String scene, double lon, double lat) {
        Coordinate place = Projection.of("EPSG:32617").project(lon, lat);
        PixelGrid pixel = PixelGrid.utm(10 * Math.floor(place.x / 10), 10 * Math.ceil(place.y / 10), 10, 1, 1);
        return stored.band(StoredImages.SENTINEL, scene, "B4", pixel);
    }

    private void point(CapturedReply reply) {
        JsonNode feature = reply.value();
        assertThat(feature.path("type").asText()).isEqualTo("Feature");
        assertThat(feature.path("properties")).hasSize(1);
        assertThat(feature.at("/properties/B4").asDouble()).isEqualTo(redAt(StoredImages.SCENE, LON, LAT)[0]);
    }

    /** A row for each image, of the pixel of 10 m of a lattice in degrees that holds the point. */
    private void getRegion(CapturedReply reply) {
        double side = 10 / (Math.PI * 6_378_137 / 180);
        double lon = (Math.floor(LON / side) + 0.5) * side;
        double lat = (Math.floor(LAT / side) + 0.5) * side;
        JsonNode rows = reply.value();
        assertThat(rows).hasSize(stored.january().size() + 1);
        assertThat(rows.get(0).toString()).isEqualTo("[\"id\",\"longitude\",\"latitude\",\"time\",\"B4\"]");
        for (int i = 1; i < rows.size(); i++) {
            JsonNode row = rows.get(i);
            String scene = stored.january().get(i - 1);
            Instant start = Instant.parse(
                    stored.asset(StoredImages.SENTINEL, scene).path("startTime").asText());
            assertThat(row.get(0).asText()).isEqualTo(scene);
            assertThat(row.get(1).asDouble()).isCloseTo(lon, within(1e-9));
            assertThat(row.get(2).asDouble()).isCloseTo(lat, within(1e-9));
            assertThat(row.get(3).asLong()).isEqualTo(start.toEpochMilli());
            assertThat(row.get(4).asDouble()).isEqualTo(redAt(scene, lon, lat)[0]);
        }
    }
}
