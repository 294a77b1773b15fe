package dev.swath.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swath.grid.AffineTransform;
import dev.swath.grid.Projection;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers requests for thumbnails and for the tiles of maps: a first request brings an expression, later ones its pixels. */
final class PictureRoutes {

    private static final Pattern CREATED = Pattern.compile("(projects/[^/]+(?:/locations/[^/]+)?)/(thumbnails|maps)");
    private static final Pattern THUMBNAIL = Pattern.compile("projects/[^/]+(?:/locations/[^/]+)?/thumbnails/([^/:]+)");
    private static final Pattern TILE = Pattern.compile(
            "projects/[^/]+(?:/locations/[^/]+)?/maps/([^/]+)/tiles/(\\d{1,2})/(-?\\d{1,8})/(-?\\d{1,8})");
    private static final int TILE_PIXELS = 256;
    private static final int DEEPEST_ZOOM = 24;
    /** Half the circumference of the earth, as Web Mercator has it. */
    private static final double HALF_WORLD = 20_037_508.342789244;

    private final ComputeRoutes computed;
    private final Pictures thumbnails = new Pictures();
    private final Pictures maps = new Pictures();

    PictureRoutes(ComputeRoutes computed) {
        this.computed = computed;
    }

    /** Whether a path names pixels that anybody who knows their id may read. */
    static boolean isOpen(String resource) {
        return TILE.matcher(resource).matches()
                || THUMBNAIL.matcher(resource.replaceAll(":getPixels$", "")).matches();
    }

    /** Answers {@code POST …/thumbnails} and {@code POST …/maps}; empty for other paths. */
    Optional<Reply> create(String resource, byte[] body) {
        Matcher path = CREATED.matcher(resource);
        if (!path.matches()) {
            return Optional.empty();
        }
        JsonNode json = PixelRequest.json(body);
        PixelRequest.computed(json);
        ComputeRoutes.parsed(json);
        Pictures pictures = path.group(2).equals("maps") ? maps : thumbnails;
        String name = path.group(1) + "/" + path.group(2) + "/" + pictures.add(json, body.length);
        ObjectNode reply = JsonNodeFactory.instance.objectNode().put("name", name);
        List.of("fileFormat", "bandIds", "filenamePrefix").forEach(field -> {
            if (!json.path(field).isMissingNode() && !json.path(field).isNull()) {
                reply.set(field, json.path(field));
            }
        });
        return Optional.of(Reply.json(reply));
    }

    /** Answers {@code GET …/thumbnails/ID:getPixels}. */
    Reply thumbnail(String resource, Client client) throws IOException {
        Matcher path = THUMBNAIL.matcher(resource);
        JsonNode body = path.matches() ? found(thumbnails, path.group(1), resource) : found(thumbnails, "", resource);
        return computed.picture(body, PixelRequest.computed(body), client);
    }

    /** Answers {@code GET …/maps/ID/tiles/Z/X/Y}; empty for other paths. */
    Optional<Reply> tile(String resource, Client client) throws IOException {
        Matcher path = TILE.matcher(resource);
        if (!path.matches()) {
            return Optional.empty();
        }
        JsonNode body = found(maps, path.group(1), resource);
        int zoom = Integer.parseInt(path.group(2));
        long x = Long.parseLong(path.group(3));
        long y = Long.parseLong(path.group(4));
        if (zoom > DEEPEST_ZOOM || y < 0 || y >= 1L << zoom) {
            throw ApiException.invalid("Tile %d/%d/%d does not exist.", zoom, x, y);
        }
        double side = 2 * HALF_WORLD / (1L << zoom);
        AffineTransform transform = AffineTransform.northUp(
                Math.floorMod(x, 1L << zoom) * side - HALF_WORLD,
                HALF_WORLD - y * side,
                side / TILE_PIXELS,
                side / TILE_PIXELS);
        PixelRequest request = PixelRequest.computed(body)
                .on(new PixelRequest.Dimensions(TILE_PIXELS, TILE_PIXELS), transform, Projection.of("EPSG:3857"));
        return Optional.of(computed.picture(body, request, client));
    }

    private static JsonNode found(Pictures pictures, String id, String resource) {
        return pictures.find(id)
                .orElseThrow(() -> ApiException.notFound("Resource '" + resource + "' not found. Create it again."));
    }
}
