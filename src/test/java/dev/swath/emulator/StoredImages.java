package dev.swath.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swath.geotiff.TiffImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

/** What the emulator stores: bands as {@code getPixels} brings them, and images as they are listed. Expressions have no part in it. */
final class StoredImages {

    static final String SENTINEL = "COPERNICUS/S2_SR_HARMONIZED";
    static final String TUTORIALS = "COPERNICUS/S2_SR";
    static final String SCORES = "GOOGLE/CLOUD_SCORE_PLUS/V1/S2_HARMONIZED";
    static final String PROBABILITIES = "COPERNICUS/S2_CLOUD_PROBABILITY";
    /** The image of the requests for one image. */
    static final String SCENE = "20240105T160511_20240105T161202_T17PLK";
    /** The areas of the requests. */
    static final Polygon BOX = ring(-82.44, 8.40, -82.44, 8.39, -82.43, 8.39, -82.43, 8.40);

    static final Polygon TUTORIALS_BOX = ring(-82.48, 8.4408, -82.48, 8.3508, -82.39, 8.3508, -82.39, 8.4408);

    private static final String ASSETS = "/v1/projects/earthengine-public/assets/";
    private static final String CLOUDS = "/properties/CLOUDY_PIXEL_PERCENTAGE";

    private final Api api;
    private final Map<String, double[]> samples = new HashMap<>();
    private final Map<String, List<JsonNode>> listings = new HashMap<>();

    StoredImages(Api api) {
        this.api = api;
    }

    /** A ring of longitudes and latitudes in turn. */
    static Polygon ring(double... lonLats) {
        Coordinate[] points = new Coordinate[lonLats.length / 2 + 1];
        for (int i = 0; i < points.length; i++) {
            int at = 2 * i % lonLats.length;
            points[i] = new Coordinate(lonLats[at], lonLats[at + 1]);
        }
        return new GeometryFactory().createPolygon(points);
    }

    double[] band(String collection, String scene, String band, PixelGrid grid) {
        return bands(collection, scene, List.of(band), grid).get(0);
    }

    /** Bands of an image, brought by one request. */
    List<double[]> bands(String collection, String scene, List<String> bands, PixelGrid grid) {
        String key = collection + scene + grid;
        List<String> missing =
                bands.stream().filter(band -> !samples.containsKey(key + band)).toList();
        if (!missing.isEmpty()) {
            String ids = missing.stream().map(band -> '"' + band + '"').collect(Collectors.joining(","));
            HttpResponse<byte[]> reply = api.post(
                    ASSETS + collection + "/" + scene + ":getPixels",
                    "{\"fileFormat\":\"GEO_TIFF\",\"bandIds\":[" + ids + "],\"grid\":" + grid.json() + "}");
            assertThat(reply.statusCode()).as(Api.text(reply)).isEqualTo(200);
            TiffImage image = Api.image(reply.body());
            for (int i = 0; i < missing.size(); i++) {
                samples.put(key + missing.get(i), Api.samples(image, i));
            }
        }
        return bands.stream().map(band -> samples.get(key + band)).toList();
    }

    /** A band of each of these images, on the grid of the requests. */
    List<double[]> ofEach(List<String> scenes, String band) {
        return scenes.stream()
                .map(scene -> band(SENTINEL, scene, band, PixelGrid.CAPTURED))
                .toList();
    }

    /** The percentage of an area, in pixels of 60 m, that has data in all bands of an image. */
    double filled(String scene, Polygon area) {
        RegionShares region = RegionShares.of(area, 60);
        List<String> bands = asset(SENTINEL, scene).path("bands").findValuesAsText("id");
        double[] valid = new double[region.grid().size()];
        Arrays.fill(valid, 100);
        for (String band : bands) {
            BufferedImage picture = picture(SENTINEL, scene, band, region.grid());
            for (int i = 0; i < valid.length; i++) {
                int colour = picture.getRGB(
                        i % region.grid().width(), i / region.grid().width());
                valid[i] = colour >>> 24 == 0 ? 0 : valid[i];
            }
        }
        return region.mean(valid);
    }

    /** A band as a picture, which is transparent where it is masked. */
    private BufferedImage picture(String collection, String scene, String band, PixelGrid grid) {
        HttpResponse<byte[]> reply = api.post(
                ASSETS + collection + "/" + scene + ":getPixels",
                "{\"fileFormat\":\"PNG\",\"bandIds\":[\"" + band + "\"],\"grid\":" + grid.json()
                        + ",\"visualizationOptions\":{\"ranges\":[{\"min\":0,\"max\":1}]}}");
        assertThat(reply.statusCode()).as(Api.text(reply)).isEqualTo(200);
        try {
            return ImageIO.read(new ByteArrayInputStream(reply.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode asset(String collection) {
        return api.json(ASSETS + collection);
    }

    JsonNode asset(String collection, String scene) {
        return api.json(ASSETS + collection + "/" + scene);
    }

    /** The images of the requests for a month: January, the small box, less than 85 % of clouds. */
    List<String> january() {
        return clearOfJanuary().stream().map(StoredImages::scene).toList();
    }

    /** The ids within their collection of images with less clouds than this, in order of time. */
    List<String> scenes(String collection, String start, String end, Polygon area, double clouds) {
        return listed(collection, start, end, area).stream()
                .filter(image -> image.at(CLOUDS).asDouble() < clouds)
                .map(StoredImages::scene)
                .toList();
    }

    List<JsonNode> clearOfJanuary() {
        return listed(SENTINEL, "2024-01-01", "2024-02-01", BOX).stream()
                .filter(image -> image.at(CLOUDS).asDouble() < 85)
                .toList();
    }

    static String scene(JsonNode asset) {
        String id = asset.path("id").asText();
        return id.substring(id.lastIndexOf('/') + 1);
    }

    /** The images of a time that have pixels in an area, in order of time. */
    List<JsonNode> listed(String collection, String start, String end, Polygon area) {
        return listings.computeIfAbsent(
                collection + start + end + area, any -> listed(collection, start, end, area, ""));
    }

    /** The same with further conditions, which begin with AND. */
    List<JsonNode> listed(String collection, String start, String end, Polygon area, String conditions) {
        String points = Arrays.stream(area.getCoordinates())
                .map(point -> "[" + point.x + "," + point.y + "]")
                .collect(Collectors.joining(","));
        String filter = "startTime >= \"" + start + "T00:00:00Z\" AND startTime < \"" + end
                + "T00:00:00Z\" AND intersects(\"{'type':'Polygon','coordinates':[[" + points + "]]}\")" + conditions;
        List<JsonNode> images = new ArrayList<>();
        String page = "";
        do {
            JsonNode reply = api.json(ASSETS + collection + ":listAssets?pageSize=1000&filter=" + Api.encoded(filter)
                    + (page.isEmpty() ? "" : "&pageToken=" + Api.encoded(page)));
            reply.path("assets").forEach(images::add);
            page = reply.path("nextPageToken").asText();
        } while (!page.isEmpty());
        assertThat(images).allSatisfy(image -> assertThat(footprint(image).intersects(area))
                .isTrue());
        images.sort(Comparator.comparing(image -> image.path("startTime").asText()));
        return images;
    }

    /** The outline of an image. */
    static Geometry footprint(JsonNode asset) {
        List<Double> numbers = new ArrayList<>();
        asset.at("/geometry/coordinates/0").forEach(point -> {
            numbers.add(point.get(0).asDouble());
            numbers.add(point.get(1).asDouble());
        });
        // The ring is closed already.
        return ring(numbers.stream()
                .limit(numbers.size() - 2L)
                .mapToDouble(Double::doubleValue)
                .toArray());
    }
}
