package dev.swath.emulator;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The API requests that faults can hit; others, such as token requests, are always answered correctly. */
public enum FaultScope {
    /** Listings of assets: {@code :listAssets} and {@code :listImages}. */
    LISTING("GET", ":listAssets", ":listImages"),
    /** Pixels of an image: {@code :getPixels} and {@code :computePixels}. */
    PIXELS("POST", ":getPixels", ":computePixels");

    private final String method;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> verbs;

    FaultScope(String method, String... verbs) {
        this.method = method;
        this.verbs = List.of(verbs);
    }

    /** The scope of a request; empty if no fault can hit it. */
    static Optional<FaultScope> of(ApiRequest request) {
        return Arrays.stream(values()).filter(scope -> scope.holds(request)).findFirst();
    }

    private boolean holds(ApiRequest request) {
        return request.method().equals(method) && verbs.stream().anyMatch(request.path()::endsWith);
    }
}
