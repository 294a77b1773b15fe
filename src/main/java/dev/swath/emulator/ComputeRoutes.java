package dev.swath.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swath.emulator.expression.AlgorithmList;
import dev.swath.emulator.expression.Algorithms;
import dev.swath.emulator.expression.Archive;
import dev.swath.emulator.expression.CollectionValue;
import dev.swath.emulator.expression.Context;
import dev.swath.emulator.expression.Element;
import dev.swath.emulator.expression.Expression;
import dev.swath.emulator.expression.ImageValue;
import dev.swath.emulator.expression.Interpreter;
import dev.swath.emulator.expression.ValueWriter;
import dev.swath.emulator.raster.Budget;
import dev.swath.emulator.raster.ComputationException;
import dev.swath.emulator.raster.Tiles;
import java.io.IOException;
import java.time.Clock;
import java.util.Iterator;
import java.util.Set;
import java.util.function.Supplier;

/** Answers requests that evaluate expressions. */
final class ComputeRoutes {

    private static final int PAGE = 1000;
    private static final Set<String> ELEMENTS = Set.of("expression", "pageSize", "pageToken", "workloadTag");
    private static final Set<String> VALUE = Set.of("expression", "workloadTag");

    private final Algorithms algorithms = new Algorithms();
    private final Archive archive;
    private final Tiles tiles;

    ComputeRoutes(Archive archive, Tiles tiles) {
        this.archive = archive;
        this.tiles = tiles;
    }

    /** Answers {@code GET projects/*}{@code /algorithms}. */
    Reply algorithms() {
        return Reply.json(AlgorithmList.json(algorithms));
    }

    /** Answers {@code GET /}: how many functions there are, and how many calls named others. */
    Reply status() {
        return Reply.json(JsonNodeFactory.instance
                .objectNode()
                .put("functions", algorithms.size())
                .put("unknownFunctionCalls", algorithms.unknownCalls()));
    }

    /** Answers {@code POST …/value:compute}. */
    Reply value(byte[] body, Client client) {
        JsonNode json = PixelRequest.json(body);
        JsonFields.of(json, "", VALUE);
        Budget budget = Budget.standard(client::isGone);
        ObjectNode reply = JsonNodeFactory.instance.objectNode();
        reply.set("result", answer(() -> ValueWriter.json(evaluate(json, budget))));
        return Reply.json(reply);
    }

    /** Answers {@code POST …/image:computePixels}. */
    Reply pixels(byte[] body, Client client) throws IOException {
        JsonNode json = PixelRequest.json(body);
        PixelRequest request = PixelRequest.computed(json);
        if (request.format().isZipped()) {
            throw ApiException.invalidValue(
                    "file_format",
                    "type.googleapis.com/google.earthengine.v1.ImageFileFormat",
                    '"' + request.format().name() + '"');
        }
        Budget budget = Budget.standard(client::isGone);
        return pixels(request, answer(() -> image(json, budget)), budget, client);
    }

    /** A thumbnail or a tile of a map: of an image with other than one or three bands, a picture shows the first. */
    Reply picture(JsonNode json, PixelRequest request, Client client) throws IOException {
        Budget budget = Budget.standard(client::isGone);
        ImageValue image = answer(() -> image(json, budget));
        int bands = request.bandIds().isEmpty()
                ? image.bands().size()
                : request.bandIds().size();
        boolean all = !request.format().isPicture() || !request.bandIds().isEmpty() || bands == 1 || bands == 3;
        PixelRequest shown =
                all ? request : request.ofBands(image.names().subList(0, bands > 3 ? 3 : Math.min(1, bands)));
        return pixels(shown, image, budget, client);
    }

    /** Answers {@code POST …/imageCollection:computeImages} and {@code POST …/table:computeFeatures}. */
    Reply elements(byte[] body, boolean images, Client client) {
        JsonNode json = PixelRequest.json(body);
        JsonFields fields = JsonFields.of(json, "", ELEMENTS);
        int most = fields.integer("pageSize");
        int first = fields.text("pageToken")
                .filter(token -> token.matches("\\d{1,9}"))
                .map(Integer::parseInt)
                .orElse(0);
        Budget budget = Budget.standard(client::isGone);
        return Reply.json(
                answer(() -> page(evaluate(json, budget), images, first, most > 0 ? Math.min(most, PAGE) : PAGE)));
    }

    private static ObjectNode page(Object value, boolean images, int first, int most) {
        if (!(value instanceof CollectionValue collection)) {
            throw ComputationException.of("The expression does not evaluate to a collection.");
        }
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        if (!images) {
            page.put("type", "FeatureCollection");
        }
        ArrayNode list = page.putArray(images ? "images" : "features");
        Iterator<? extends Element> elements = collection.source().elements();
        for (int i = 0; elements.hasNext(); i++) {
            if (i == first + most) {
                page.put("nextPageToken", Integer.toString(i));
                break;
            }
            Element element = elements.next();
            if (i >= first) {
                list.add(
                        element instanceof ImageValue image && images
                                ? ComputedAsset.json(image)
                                : ValueWriter.json(element));
            }
        }
        return page;
    }

    private Reply pixels(PixelRequest request, ImageValue image, Budget budget, Client client) throws IOException {
        ComputedPixels pixels = answer(() -> ComputedPixels.of(request, image));
        Rendering rendering = answer(() -> pixels.render(tiles, budget));
        client.requireThere();
        return PixelReply.encode(request, rendering, pixels.nodata());
    }

    /** The image of a body for an export; errors are those of requests. */
    ImageValue exported(JsonNode json, Budget budget) {
        return answer(() -> image(json, budget));
    }

    /** Pixels for an export. */
    Rendering rendered(ComputedPixels pixels, Budget budget) {
        return answer(() -> pixels.render(tiles, budget));
    }

    private ImageValue image(JsonNode json, Budget budget) {
        if (evaluate(json, budget) instanceof ImageValue image) {
            return image;
        }
        throw ComputationException.of("The expression does not evaluate to an image.");
    }

    /** The expression of a body. Throws an {@link ApiException} if it is not one. */
    static Expression parsed(JsonNode json) {
        return answer(() -> expression(json));
    }

    private static Expression expression(JsonNode json) {
        JsonNode expression = json.path("expression");
        if (!expression.isObject()) {
            throw ComputationException.of(
                    "Invalid value at 'expression' (type.googleapis.com/google.earthengine.v1.Expression).");
        }
        return Expression.parse(expression);
    }

    private Object evaluate(JsonNode json, Budget budget) {
        Context context = new Context(archive, tiles, budget, Clock.systemUTC());
        return new Interpreter(expression(json), algorithms, context).evaluate();
    }

    /** What a computation comes to, or the error that the service would answer with. */
    static <T> T answer(Supplier<T> computation) {
        try {
            return computation.get();
        } catch (ComputationException e) {
            throw ApiException.invalid("%s", e.getMessage());
        } catch (StackOverflowError e) {
            throw ApiException.invalid("%s", ComputationException.tooDeep().getMessage());
        } catch (OutOfMemoryError e) {
            throw ApiException.invalid("%s", ComputationException.outOfMemory().getMessage());
        }
    }
}
