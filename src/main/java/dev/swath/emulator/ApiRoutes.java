package dev.swath.emulator;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dispatches requests by version, resource and the custom verb after the last colon. */
final class ApiRoutes {

    private static final Pattern VERSIONED = Pattern.compile("/(v1|v1beta|v1alpha)/(.+)");
    private static final Pattern PROJECT = Pattern.compile("projects/[^/]+");
    private static final Pattern PROJECT_CHILD = Pattern.compile("projects/[^/]+/(algorithms|config)");
    private static final Pattern PROJECT_VALUE = Pattern.compile("projects/[^/]+/value");
    private static final Pattern PROJECT_IMAGE = Pattern.compile("projects/[^/]+/image");
    /** Methods of the service that the emulator lacks. */
    private static final Pattern SERVICE_ONLY =
            Pattern.compile("filmstripThumbnails|videoThumbnails|videoMaps|tables|assets"
                    + "|(image|imageCollection|table|video|videoMap|map|classifier):(export|import|exportMap)"
                    + "|.*:(copy|move|setIamPolicy|getIamPolicy|testIamPermissions|listFeatures|linkAsset)");

    private static final Pattern ASSET = Pattern.compile("projects/[^/]+/assets(/.+)?");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String GET = "GET";
    private static final String POST = "POST";

    private final DiscoveryDocument discovery;
    private final TokenEndpoint tokens;
    private final AssetRoutes assets;
    private final PixelRoutes pixels;
    private final ComputeRoutes computed;
    private final PictureRoutes pictures;
    private final ExportRoutes exports;
    private final boolean requireToken;

    ApiRoutes(
            Catalogue catalogue,
            DiscoveryDocument discovery,
            TokenEndpoint tokens,
            ComputeRoutes computed,
            Exports exports,
            boolean requireToken) {
        this.discovery = discovery;
        this.tokens = tokens;
        this.computed = computed;
        this.pictures = new PictureRoutes(computed);
        this.exports = new ExportRoutes(exports);
        this.assets = new AssetRoutes(catalogue);
        this.pixels = new PixelRoutes(catalogue);
        this.requireToken = requireToken;
    }

    /** How expensive it is to answer a request. */
    Workers.Cost cost(ApiRequest request) {
        if (request.path().matches("(?s).*(:(getPixels|computePixels)|/tiles/\\d+/-?\\d+/-?\\d+)")) {
            return Workers.Cost.PIXELS;
        }
        return request.path().matches("(?s).*:(listAssets|listImages|compute|computeImages|computeFeatures)")
                ? Workers.Cost.PAGE
                : Workers.Cost.LITTLE;
    }

    /** Answers a request; a request that can't be answered ends in an {@link ApiException}. */
    Reply answer(ApiRequest request, Client client) throws IOException {
        if (request.path().equals("/token") && request.method().equals(POST)) {
            return tokens.issue(request);
        }
        if (request.path().equals("/$discovery/rest") && request.method().equals(GET)) {
            return Reply.json(discovery.of(request.parameter("version").orElse("v1")));
        }
        if (request.path().equals("/") && request.method().equals(GET)) {
            return computed.status();
        }
        Matcher versioned = VERSIONED.matcher(request.path());
        if (!versioned.matches()) {
            throw methodNotFound();
        }
        String resource = versioned.group(2);
        if (requireToken && !PictureRoutes.isOpen(resource)) {
            tokens.check(request.authorization());
        }
        int slash = resource.lastIndexOf('/');
        int colon = resource.lastIndexOf(':');
        Reply reply = colon > slash
                ? custom(request, client, resource.substring(0, colon), resource.substring(colon + 1))
                : plain(request, client, resource);
        return reduced(reply, request);
    }

    /** The fields of a reply that the request names. */
    private static Reply reduced(Reply reply, ApiRequest request) throws IOException {
        Optional<String> fields = request.parameter("fields").or(() -> request.parameter("$fields"));
        return fields.isPresent() && reply.isJson()
                ? Reply.json(reply.status(), FieldMask.parse(fields.get()).of(JSON.readTree(reply.body())))
                : reply;
    }

    private Reply plain(ApiRequest request, Client client, String resource) throws IOException {
        if (request.method().equals(POST)) {
            Optional<Reply> created = pictures.create(resource, request.body());
            return created.orElseThrow(() -> unimplementedOrNotFound(resource));
        }
        if (!request.method().equals(GET)) {
            throw unimplementedOrNotFound(resource);
        }
        Optional<Reply> tile = pictures.tile(resource, client);
        if (tile.isPresent()) {
            return tile.get();
        }
        Optional<Reply> operations = exports.get(resource, request);
        if (operations.isPresent()) {
            return operations.get();
        }
        Matcher child = PROJECT_CHILD.matcher(resource);
        if (child.matches()) {
            return child.group(1).equals("config") ? Reply.json(config(resource)) : computed.algorithms();
        }
        if (ASSET.matcher(resource).matches()) {
            return assets.get(resource);
        }
        throw methodNotFound();
    }

    private Reply custom(ApiRequest request, Client client, String resource, String verb) throws IOException {
        boolean asset = ASSET.matcher(resource).matches();
        boolean project = PROJECT.matcher(resource).matches();
        switch (verb) {
            case "listAssets" -> {
                if (request.method().equals(GET) && (asset || project)) {
                    return assets.list(
                            project ? resource + "/assets" : resource,
                            ListQuery.parse(request, false),
                            "assets",
                            client);
                }
            }
            case "listImages" -> {
                if (request.method().equals(GET) && asset) {
                    return assets.list(resource, ListQuery.parse(request, true), "images", client);
                }
            }
            case "getPixels" -> {
                if (request.method().equals(POST) && asset) {
                    return pixels.pixels(resource, request.body(), client);
                }
                if (request.method().equals(GET) && PictureRoutes.isOpen(resource)) {
                    return pictures.thumbnail(resource, client);
                }
            }
            case "compute" -> {
                if (request.method().equals(POST)
                        && PROJECT_VALUE.matcher(resource).matches()) {
                    return computed.value(request.body(), client);
                }
            }
            case "computePixels" -> {
                if (request.method().equals(POST)
                        && PROJECT_IMAGE.matcher(resource).matches()) {
                    return computed.pixels(request.body(), client);
                }
            }
            case "computeImages", "computeFeatures" -> {
                boolean images = verb.equals("computeImages");
                if (request.method().equals(POST)
                        && resource.matches("projects/[^/]+/" + (images ? "imageCollection" : "table"))) {
                    return computed.elements(request.body(), images, client);
                }
            }
            case "export" -> {
                if (request.method().equals(POST)
                        && PROJECT_IMAGE.matcher(resource).matches()) {
                    return exports.start(resource.replaceFirst("/image$", ""), request.body());
                }
                throw unimplementedOrNotFound(resource + ":" + verb);
            }
            case "cancel" -> {
                if (request.method().equals(POST)) {
                    return exports.cancel(resource).orElseThrow(ApiRoutes::methodNotFound);
                }
            }
            default -> throw unimplementedOrNotFound(resource + ":" + verb);
        }
        throw methodNotFound();
    }

    private static ObjectNode config(String name) {
        ObjectNode config = JsonNodeFactory.instance.objectNode().put("name", name);
        config.putObject("registration").put("freeQuota", true);
        return config;
    }

    private static ApiException unimplementedOrNotFound(String resource) {
        String method = resource.substring(resource.lastIndexOf('/') + 1);
        return SERVICE_ONLY.matcher(method).matches() ? ApiException.unimplemented(method) : methodNotFound();
    }

    private static ApiException methodNotFound() {
        return ApiException.notFound("Method not found.");
    }
}
