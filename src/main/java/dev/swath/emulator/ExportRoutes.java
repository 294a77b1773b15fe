package dev.swath.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers requests that export images, and those about the operations that do it. */
final class ExportRoutes {

    private static final Pattern OPERATION = Pattern.compile("projects/[^/]+/operations/[^/]+");
    private static final Pattern OPERATIONS = Pattern.compile("(projects/[^/]+)/operations");
    private static final int PAGE = 500;

    private final Exports exports;

    ExportRoutes(Exports exports) {
        this.exports = exports;
    }

    /** Answers {@code POST …/image:export}. */
    Reply start(String project, byte[] body) {
        return Reply.json(exports.start(project, ExportRequest.parse(body)).accepted());
    }

    /** Answers {@code GET …/operations} and {@code GET …/operations/ID}; empty for other paths. */
    Optional<Reply> get(String resource, ApiRequest request) {
        Matcher list = OPERATIONS.matcher(resource);
        if (list.matches()) {
            return Optional.of(Reply.json(page(list.group(1), request)));
        }
        return OPERATION.matcher(resource).matches()
                ? Optional.of(Reply.json(found(resource).json()))
                : Optional.empty();
    }

    private ObjectNode page(String project, ApiRequest request) {
        int size = number(request, "pageSize");
        int first = number(request, "pageToken");
        int last = first + (size > 0 ? Math.min(size, PAGE) : PAGE);
        List<Operation> all = exports.list(project);
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        ArrayNode operations = page.putArray("operations");
        for (int i = first; i < Math.min(last, all.size()); i++) {
            operations.add(all.get(i).json());
        }
        return last < all.size() ? page.put("nextPageToken", Integer.toString(last)) : page;
    }

    private static int number(ApiRequest request, String parameter) {
        return request.parameter(parameter)
                .filter(text -> text.matches("\\d{1,6}"))
                .map(Integer::parseInt)
                .orElse(0);
    }

    /** Answers {@code POST …/operations/ID:cancel}; empty for other paths. */
    Optional<Reply> cancel(String resource) {
        if (!OPERATION.matcher(resource).matches()) {
            return Optional.empty();
        }
        found(resource).cancel();
        return Optional.of(Reply.json(JsonNodeFactory.instance.objectNode()));
    }

    private Operation found(String name) {
        return exports.find(name).orElseThrow(() -> ApiException.notFound("Operation \"" + name + "\" not found."));
    }
}
