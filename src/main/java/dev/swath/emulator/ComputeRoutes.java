package dev.swath.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swath.emulator.expression.AlgorithmList;
import dev.swath.emulator.expression.Algorithms;
import dev.swath.emulator.expression.Archive;
import dev.swath.emulator.expression.Context;
import dev.swath.emulator.expression.Expression;
import dev.swath.emulator.expression.ImageValue;
import dev.swath.emulator.expression.Interpreter;
import dev.swath.emulator.expression.ValueWriter;
import dev.swath.emulator.raster.Budget;
import dev.swath.emulator.raster.ComputationException;
import dev.swath.emulator.raster.Tiles;
import java.io.IOException;
import java.time.Clock;
import java.util.Set;
import java.util.function.Supplier;

/** Answers requests that evaluate expressions. */
final class ComputeRoutes {

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
        Budget budget = Budget.standard(client::isGone);
        ImageValue image = answer(() -> image(json, budget));
        ComputedPixels pixels = answer(() -> ComputedPixels.of(request, image));
        Rendering rendering = answer(() -> pixels.render(tiles, budget));
        client.requireThere();
        return PixelReply.encode(request, rendering, pixels.nodata());
    }

    private ImageValue image(JsonNode json, Budget budget) {
        if (evaluate(json, budget) instanceof ImageValue image) {
            return image;
        }
        throw ComputationException.of("The expression does not evaluate to an image.");
    }

    private Object evaluate(JsonNode json, Budget budget) {
        JsonNode expression = json.path("expression");
        if (!expression.isObject()) {
            throw ComputationException.of(
                    "Invalid value at 'expression' (type.googleapis.com/google.earthengine.v1.Expression).");
        }
        Context context = new Context(archive, tiles, budget, Clock.systemUTC());
        return new Interpreter(Expression.parse(expression), algorithms, context).evaluate();
    }

    /** What a computation comes to, or the error that the service would answer with. */
    private static <T> T answer(Supplier<T> computation) {
        try {
            return computation.get();
        } catch (ComputationException e) {
            throw ApiException.invalid("%s", e.getMessage());
        }
    }
}
