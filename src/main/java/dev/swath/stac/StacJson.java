package dev.swath.stac;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Optional;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/** What items and collections share when they are written as JSON and read again. */
final class StacJson {

    /** The media type of collections and catalogs. */
    static final String MEDIA_TYPE = "application/json";

    /** The version of STAC. */
    static final String VERSION = "1.1.0";

    private static final int DECIMALS = 8;
    /** Above this, not every whole number is a double. */
    private static final double MOST_EXACT = 1L << 53;

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private StacJson() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static String write(ObjectNode object) {
        try {
            return JSON.writeValueAsString(object) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values could not be written as JSON", e);
        }
    }

    /** Reads JSON; throws an IOException if the text is not JSON. */
    static JsonNode read(byte[] text) throws IOException {
        return JSON.readTree(text);
    }

    /** The version in the jar's manifest. */
    static String softwareVersion() {
        return Optional.ofNullable(StacJson.class.getPackage().getImplementationVersion())
                .orElse("not packaged");
    }

    static void numbers(ArrayNode array, double... numbers) {
        Arrays.stream(numbers).forEach(number -> number(array, number));
    }

    /** Whole numbers are written without a fraction. */
    private static void number(ArrayNode array, double number) {
        if (number == Math.rint(number) && Math.abs(number) < MOST_EXACT) {
            array.add((long) number);
        } else {
            array.add(number);
        }
    }

    /** Degrees rounded to a millimetre on the equator; finer digits are noise. */
    static double[] degrees(double... degrees) {
        return Arrays.stream(degrees)
                .map(value -> BigDecimal.valueOf(value)
                        .setScale(DECIMALS, RoundingMode.HALF_EVEN)
                        .doubleValue())
                .toArray();
    }

    static void nodata(ObjectNode asset, double nodata) {
        if (Double.isNaN(nodata)) {
            asset.put("nodata", "nan");
        } else if (Double.isInfinite(nodata)) {
            asset.put("nodata", nodata > 0 ? "inf" : "-inf");
        } else {
            asset.put("nodata", nodata);
        }
    }

    static void link(ArrayNode links, String relation, String href, String type) {
        links.addObject().put("rel", relation).put("href", href).put("type", type);
    }

    static void link(ArrayNode links, String relation, String href, String type, String title) {
        links.addObject()
                .put("rel", relation)
                .put("href", href)
                .put("type", type)
                .put("title", title);
    }

    static void geometry(ObjectNode geometry, Footprint footprint) {
        boolean one = footprint.polygons().size() == 1;
        geometry.put("type", one ? "Polygon" : "MultiPolygon");
        ArrayNode coordinates = geometry.putArray("coordinates");
        for (Polygon polygon : footprint.polygons()) {
            ArrayNode rings = one ? coordinates : coordinates.addArray();
            ring(rings.addArray(), polygon.getExteriorRing(), true);
            for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
                ring(rings.addArray(), polygon.getInteriorRingN(i), false);
            }
        }
    }

    private static void ring(ArrayNode positions, LinearRing ring, boolean counterClockwise) {
        LinearRing turned = Orientation.isCCW(ring.getCoordinateSequence()) == counterClockwise ? ring : ring.reverse();
        for (Coordinate point : turned.getCoordinates()) {
            numbers(positions.addArray(), degrees(point.x, point.y));
        }
    }
}
