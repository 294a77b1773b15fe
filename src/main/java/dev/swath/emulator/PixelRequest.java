package dev.swath.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.swath.grid.AffineTransform;
import dev.swath.grid.Projection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.locationtech.jts.geom.Geometry;

/**
 * The body of a {@code getPixels} request.
 *
 * @param format of the reply
 * @param dimensions of the reply, in pixels
 * @param transform of the reply's pixels
 * @param projection of the reply
 * @param region area whose bounding box is wanted, in degrees
 * @param bandIds in the order of the reply; empty for all
 * @param visualization how samples become colours
 * @param filenamePrefix of the names of files in an archive
 */
record PixelRequest(
        FileFormat format,
        Optional<Dimensions> dimensions,
        Optional<AffineTransform> transform,
        Optional<Projection> projection,
        Optional<Geometry> region,
        List<String> bandIds,
        Optional<VisualizationOptions> visualization,
        String filenamePrefix) {

    /**
     * A size in pixels.
     *
     * @param width columns, at least 1
     * @param height rows, at least 1
     */
    record Dimensions(int width, int height) {}

    private static final Set<String> FIELDS =
            Set.of("name", "fileFormat", "grid", "region", "bandIds", "visualizationOptions", "workloadTag");
    private static final Set<String> COMPUTED = Set.of(
            "expression", "fileFormat", "grid", "bandIds", "visualizationOptions", "workloadTag", "filenamePrefix");
    private static final Set<String> GRID = Set.of("dimensions", "affineTransform", "crsCode", "crsWkt");
    private static final Set<String> DIMENSIONS = Set.of("width", "height");
    private static final Set<String> TRANSFORM =
            Set.of("scaleX", "shearX", "translateX", "shearY", "scaleY", "translateY");
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    PixelRequest {
        bandIds = List.copyOf(bandIds);
    }

    /**
     * Parses a body.
     *
     * @throws ApiException if it is not the JSON of such a request
     */
    static PixelRequest parse(byte[] body) {
        PixelRequest request = of(JsonFields.of(json(body), "", FIELDS));
        if (request.format().isZipped()) {
            throw ApiException.invalidValue(
                    "file_format",
                    "type.googleapis.com/google.earthengine.v1.ImageFileFormat",
                    '"' + request.format().name() + '"');
        }
        return request;
    }

    /**
     * Parses the body of a request for computed pixels, whose expression is read elsewhere.
     *
     * @throws ApiException if it is not the JSON of such a request
     */
    static PixelRequest computed(JsonNode body) {
        return of(JsonFields.of(body, "", COMPUTED));
    }

    /** The same request for other pixels. */
    PixelRequest on(Dimensions size, AffineTransform grid, Projection crs) {
        return new PixelRequest(
                format,
                Optional.of(size),
                Optional.of(grid),
                Optional.of(crs),
                Optional.empty(),
                bandIds,
                visualization,
                filenamePrefix);
    }

    /** The same request for some bands. */
    PixelRequest ofBands(List<String> ids) {
        return new PixelRequest(format, dimensions, transform, projection, region, ids, visualization, filenamePrefix);
    }

    private static PixelRequest of(JsonFields fields) {
        Optional<JsonFields> grid = fields.object("grid", GRID);
        return new PixelRequest(
                FileFormat.of(fields.enumeration("fileFormat").orElse("IMAGE_FILE_FORMAT_UNSPECIFIED")),
                grid.flatMap(given -> given.object("dimensions", DIMENSIONS)).map(PixelRequest::dimensions),
                grid.flatMap(given -> given.object("affineTransform", TRANSFORM))
                        .map(PixelRequest::transform),
                grid.flatMap(PixelRequest::projection),
                fields.get("region").map(PixelRequest::region),
                bandIds(fields),
                fields.object("visualizationOptions", VisualizationOptions.FIELDS)
                        .map(VisualizationOptions::parse),
                fields.text("filenamePrefix")
                        .filter(prefix -> !prefix.isEmpty())
                        .orElse("download"));
    }

    /** The JSON of a body; an empty body is an empty object. */
    static JsonNode json(byte[] body) {
        try {
            JsonNode json = JSON.readTree(body);
            return json.isMissingNode() ? JSON.createObjectNode() : json;
        } catch (JsonProcessingException e) {
            throw ApiException.invalid("Invalid JSON payload received. %s", e.getOriginalMessage());
        } catch (IOException e) {
            throw ApiException.invalid("Invalid JSON payload received.");
        }
    }

    private static Dimensions dimensions(JsonFields json) {
        Dimensions size = new Dimensions(json.integer("width"), json.integer("height"));
        if (size.width() < 1 || size.height() < 1) {
            throw ApiException.invalid("Pixel grid dimensions (%dx%d) must be positive.", size.width(), size.height());
        }
        return size;
    }

    private static AffineTransform transform(JsonFields json) {
        AffineTransform transform = new AffineTransform(
                json.number("scaleX").orElse(0),
                json.number("shearX").orElse(0),
                json.number("translateX").orElse(0),
                json.number("shearY").orElse(0),
                json.number("scaleY").orElse(0),
                json.number("translateY").orElse(0));
        double area = transform.scaleX() * transform.scaleY() - transform.shearX() * transform.shearY();
        if (area == 0 || !Double.isFinite(area)) {
            throw ApiException.invalid("The affine transform of the pixel grid is not invertible.");
        }
        return transform;
    }

    private static Optional<Projection> projection(JsonFields grid) {
        Optional<String> code = grid.text("crsCode")
                .filter(text -> !text.isEmpty())
                .or(() -> grid.text("crsWkt").filter(text -> !text.isEmpty()));
        return code.map(known -> {
            try {
                return Projection.of(known);
            } catch (IllegalArgumentException e) {
                throw ApiException.invalid("The CRS of a map projection could not be parsed: %s.", e.getMessage());
            }
        });
    }

    private static Geometry region(JsonNode json) {
        try {
            Geometry region = GeoJson.read(json);
            if (region.isEmpty()) {
                throw new IllegalArgumentException("it is empty");
            }
            return region;
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid("Invalid GeoJSON geometry in 'region': %s.", e.getMessage());
        }
    }

    private static List<String> bandIds(JsonFields fields) {
        List<String> ids = new ArrayList<>();
        JsonNode list = fields.get("bandIds").orElse(JSON.createArrayNode());
        for (JsonNode id : list) {
            if (!id.isTextual()) {
                throw ApiException.invalidValue("band_ids", "TYPE_STRING", id);
            }
            ids.add(id.asText());
        }
        if (!list.isArray()) {
            throw ApiException.invalidValue("band_ids", "TYPE_STRING", list);
        }
        return ids;
    }
}
