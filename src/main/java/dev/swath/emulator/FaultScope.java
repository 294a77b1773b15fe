package dev.swath.emulator;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The requests of the API that faults may hit; all others, such as those for tokens, are always answered well. */
public enum FaultScope {
    /** Listings of assets: {@code :listAssets} and {@code :listImages}. */
    LISTING("GET", ":listAssets", ":listImages"),
    /** Pixels of an image: {@code :getPixels}. */
    PIXELS("POST", ":getPixels");

    private final String method;
    private final List<String> verbs;

    FaultScope(String method, String... verbs) {
        this.method = method;
        this.verbs = List.of(verbs);
    }

    /** The scope of a request; empty for one that no fault may hit. */
    static Optional<FaultScope> of(ApiRequest request) {
        return Arrays.stream(values()).filter(scope -> scope.holds(request)).findFirst();
    }

    private boolean holds(ApiRequest request) {
        return request.method().equals(method) && verbs.stream().anyMatch(request.path()::endsWith);
    }
}
