package dev.swath.server;

import dev.swath.log.LogValue;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes valid requests to the server behind it, and rejects all others with one line in the log at DEBUG: requests that are
 * malformed, too large, for a foreign host name, or with a method that their path does not support. It sets the security
 * headers of every reply.
 */
public final class Door implements Handler<HttpServerRequest> {

    private static final Logger LOG = LoggerFactory.getLogger(Door.class);
    private static final long LINGER_MILLIS = 2000;

    private final RequestChecks checks;
    private final Map<String, String> headers;
    private final Function<Rejection, String> json;
    private final Connections connections;
    private final Handler<HttpServerRequest> inside;

    /**
     * @param checks checks each request
     * @param headers of every reply
     * @param json the body of the reply to a rejected request, in JSON
     * @param connections enforces the time limits
     * @param inside answers valid requests
     */
    public Door(
            RequestChecks checks,
            Map<String, String> headers,
            Function<Rejection, String> json,
            Connections connections,
            Handler<HttpServerRequest> inside) {
        this.checks = checks;
        this.headers = Map.copyOf(headers);
        this.json = json;
        this.connections = connections;
        this.inside = inside;
    }

    @Override
    public void handle(HttpServerRequest request) {
        connections.asked(request);
        headers.forEach(request.response()::putHeader);
        Optional<Rejection> rejection = checks.rejection(request);
        if (rejection.isPresent()) {
            reject(request, rejection.get());
        } else if (request.method().equals(HttpMethod.OPTIONS)) {
            request.response()
                    .setStatusCode(204)
                    .putHeader("Allow", allowed(checks.methods(request)))
                    .end();
        } else {
            inside.handle(request);
        }
    }

    /** Rejects bytes that could not be parsed as a request. */
    public void invalid(HttpServerRequest request) {
        if (!connections.asked(request)) {
            // The rest of an incomplete request whose connection was closed.
            return;
        }
        headers.forEach(request.response()::putHeader);
        reject(request, RequestChecks.unreadable(request));
        request.connection().close();
    }

    static String allowed(Set<String> methods) {
        Set<String> all = new TreeSet<>(methods);
        all.add("OPTIONS");
        return String.join(", ", all);
    }

    private void reject(HttpServerRequest request, Rejection rejection) {
        LOG.debug(
                "rejected=\"{} {}\" client={} status={} cause=\"{}\"",
                request.method(),
                LogValue.escaped(request.uri()),
                request.remoteAddress(),
                rejection.status(),
                rejection.message());
        HttpServerResponse response = request.response();
        rejection.headers().forEach(response::putHeader);
        response.setStatusCode(rejection.status()).putHeader("Content-Type", "application/json");
        if (request.isEnded()) {
            response.end(json.apply(rejection));
            return;
        }
        // The rest of the body is read for a moment: closing the connection before that would lose the reply as well.
        response.putHeader("Connection", "close").end(json.apply(rejection));
        connections.closeSoon(request, LINGER_MILLIS);
    }
}
