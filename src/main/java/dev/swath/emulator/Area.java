package dev.swath.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** An area that images must intersect, in degrees of longitude and latitude. */
final class Area {

    private static final double TURN = 360;

    private static final JsonMapper QUOTED_EITHER_WAY =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();

    private final PreparedGeometry geometry;

    private Area(Geometry geometry) {
        this.geometry = PreparedGeometryFactory.prepare(geometry.isValid() ? geometry : GeometryFixer.fix(geometry));
    }

    /**
     * Reads GeoJSON, quoted with double or (as Google's Python client sends it) single quotes, or WKT.
     *
     * @throws ApiException if the text is neither
     */
    static Area parse(String text) {
        try {
            Geometry area = text.stripLeading().startsWith("{")
                    ? GeoJson.read(QUOTED_EITHER_WAY.readTree(text))
                    : new WKTReader().read(text);
            if (area.isEmpty()) {
                throw new IllegalArgumentException("it is empty");
            }
            return new Area(area);
        } catch (JsonProcessingException | ParseException | IllegalArgumentException e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw ApiException.invalid("Invalid geometry: %s.", reason);
        }
    }

    /** Whether a footprint intersects the area; longitudes 360 degrees apart are the same. */
    boolean meets(Geometry footprint) {
        Envelope extent = footprint.getEnvelopeInternal();
        Envelope wanted = bounds();
        double away = extent.centre().x - wanted.centre().x;
        double turns = Math.rint(away / TURN);
        return touches(footprint, turns)
                || (touches(footprint, turns - 1) && wanted.getWidth() + extent.getWidth() > TURN / 2)
                || (touches(footprint, turns + 1) && wanted.getWidth() + extent.getWidth() > TURN / 2);
    }

    private boolean touches(Geometry footprint, double turns) {
        return geometry.intersects(
                turns == 0
                        ? footprint
                        : AffineTransformation.translationInstance(-turns * TURN, 0)
                                .transform(footprint));
    }

    /** The bounding box of the area. */
    Envelope bounds() {
        return geometry.getGeometry().getEnvelopeInternal();
    }
}
