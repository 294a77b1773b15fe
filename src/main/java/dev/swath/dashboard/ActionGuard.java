package dev.swath.dashboard;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** Decides who may start actions. The server itself checks who may ask at all. */
public final class ActionGuard {

    private static final String SCHEME = "Bearer ";

    private final Optional<String> token;

    /** @param token the token that actions require; empty to disable actions */
    ActionGuard(Optional<String> token) {
        this.token = token;
    }

    /** Whether there is a token. */
    boolean hasToken() {
        return token.isPresent();
    }

    /** Requires the token. It is compared in constant time, so that timing does not reveal how much of it was right. */
    void requireToken(Optional<String> authorization) throws RefusedRequest {
        byte[] wanted = token.orElseThrow(
                        () -> new RefusedRequest(403, "actions are disabled: set swath.dashboard.token to enable them"))
                .getBytes(StandardCharsets.UTF_8);
        byte[] given = authorization
                .filter(text -> text.startsWith(SCHEME))
                .map(text -> text.substring(SCHEME.length()))
                .orElse("")
                .getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(wanted, given)) {
            throw new RefusedRequest(401, "the token is not that of swath.dashboard.token");
        }
    }
}
