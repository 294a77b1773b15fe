package dev.swath.bench.standin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Images of one granule, all on the same grid, as assets in Earth Engine's JSON.
 *
 * @param id of the collection, such as {@code COPERNICUS/S2_SR_HARMONIZED}
 * @param images how many there are
 * @param side width and height of each band in pixels of 10 m
 * @param covering every how many-th image covers the area of the benchmark; the footprints of the others lie elsewhere
 */
record NoisyCollection(String id, int images, int side, int covering) {

    /** Left edge of the granule T17PLK in metres of EPSG:32617. */
    static final double LEFT = 300_000;
    /** Its upper edge. */
    static final double TOP = 1_000_020;
    /** Side of a pixel in metres. */
    static final double PIXEL = 10;

    private static final Instant FIRST = Instant.parse("2024-01-01T16:05:11Z");
    private static final Duration STEP = Duration.ofHours(52);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final List<String> BANDS = List.of("B2", "B3", "B4", "B8");
    private static final double[][] GRANULE = {
        {-82.8148, 8.0496}, {-81.8186, 8.0528}, {-81.8207, 9.0458}, {-82.8195, 9.0422}, {-82.8148, 8.0496}
    };
    private static final double[][] ELSEWHERE = {
        {-82.8148, 8.0496}, {-82.8140, 8.0496}, {-82.8140, 8.0504}, {-82.8148, 8.0504}, {-82.8148, 8.0496}
    };
    private static final int DISTINCT_TIMES = 80;

    /** Name of the collection as an asset. */
    String name() {
        return "projects/earthengine-public/assets/" + id;
    }

    ObjectNode asset() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "IMAGE_COLLECTION")
                .put("name", name())
                .put("id", id);
    }

    /** One page of the listing: images {@code first} to {@code first + size}, and the token of the next page. */
    ObjectNode page(int first, int size) {
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        ArrayNode assets = page.putArray("assets");
        int end = (int) Math.min(images, (long) first + size);
        IntStream.range(first, end).mapToObj(this::image).forEach(assets::add);
        if (end < images) {
            page.put("nextPageToken", Integer.toString(end));
        }
        return page;
    }

    /** One image by its place in the listing, counted from 0. */
    ObjectNode image(int number) {
        Instant time = FIRST.plus(STEP.multipliedBy(number % DISTINCT_TIMES));
        String last = STAMP.format(time) + "_" + String.format(Locale.ROOT, "%07d", number) + "_T17PLK";
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("type", "IMAGE")
                .put("name", name() + "/" + last)
                .put("id", id + "/" + last)
                .put("updateTime", time.plus(Duration.ofHours(8)).toString())
                .put("startTime", time.toString())
                .put("endTime", time.toString());
        json.putObject("properties").put("CLOUDY_PIXEL_PERCENTAGE", 12.5).put("MGRS_TILE", "17PLK");
        ObjectNode geometry = json.putObject("geometry").put("type", "Polygon");
        ArrayNode ring = geometry.putArray("coordinates").addArray();
        for (double[] corner : number % covering == 0 ? GRANULE : ELSEWHERE) {
            ring.addArray().add(corner[0]).add(corner[1]);
        }
        ArrayNode bands = json.putArray("bands");
        BANDS.forEach(band -> band(bands.addObject(), band));
        return json.put("sizeBytes", "1000000");
    }

    private void band(ObjectNode json, String band) {
        json.put("id", band);
        json.putObject("dataType").put("precision", "INT").putObject("range").put("max", 65_535);
        ObjectNode grid = json.putObject("grid").put("crsCode", "EPSG:32617");
        grid.putObject("dimensions").put("width", side).put("height", side);
        grid.putObject("affineTransform")
                .put("scaleX", PIXEL)
                .put("translateX", LEFT)
                .put("scaleY", -PIXEL)
                .put("translateY", TOP);
        json.put("pyramidingPolicy", "MEAN");
    }

    /** The place in the listing of the image with this last part of its id. */
    static int number(String last) {
        return Integer.parseInt(last.split("_")[1]);
    }
}
