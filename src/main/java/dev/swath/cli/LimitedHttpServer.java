package dev.swath.cli;

import dev.swath.server.Connections;
import dev.swath.server.Door;
import dev.swath.server.HostNames;
import dev.swath.server.Rejection;
import dev.swath.server.RequestChecks;
import dev.swath.server.ServerLimits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.util.json.JsonObject;

/** Camel's HTTP server with checks and limits, which Camel itself can't configure. */
final class LimitedHttpServer extends VertxPlatformHttpServer {

    private static final int LINE_BYTES = 8192;
    private static final int HEADER_BYTES = 16_384;
    /** No request needs a body. */
    private static final long BODY_BYTES = 4096;

    private static final int WAIT_SECONDS = 30;

    private final VertxPlatformHttpServerConfiguration configuration;
    private final Function<String, Set<String>> methods;
    private final Map<String, String> headers;
    private final boolean addsHead;
    private Optional<Vertx> own = Optional.empty();
    private Optional<HttpServer> listening = Optional.empty();

    /**
     * @param configuration host, port and type of the server
     * @param methods supported by each path
     * @param headers of every reply
     * @param addsHead whether routes for GET answer HEAD as well
     */
    LimitedHttpServer(
            VertxPlatformHttpServerConfiguration configuration,
            Function<String, Set<String>> methods,
            Map<String, String> headers,
            boolean addsHead) {
        super(configuration);
        configuration.setMaxBodySize(BODY_BYTES);
        this.configuration = configuration;
        this.methods = methods;
        this.headers = Map.copyOf(headers);
        this.addsHead = addsHead;
    }

    @Override
    protected Vertx lookupVertx() {
        if (own.isEmpty()) {
            own = Optional.of(ServerLimits.vertx());
        }
        return own.get();
    }

    @Override
    protected void startServer() throws Exception {
        ServerLimits limits = ServerLimits.of(LINE_BYTES, HEADER_BYTES, BODY_BYTES);
        Connections connections = new Connections(getVertx(), limits);
        RequestChecks checks =
                new RequestChecks(new HostNames(configuration.getBindHost()), methods, BODY_BYTES, false);
        Door door = new Door(checks, headers, LimitedHttpServer::error, connections, this::answer);
        HttpServer server = getVertx()
                .createHttpServer(limits.options())
                .connectionHandler(connections)
                .invalidRequestHandler(door::invalid)
                .requestHandler(door);
        await(server.listen(configuration.getBindPort(), configuration.getBindHost()));
        listening = Optional.of(server);
    }

    private void answer(HttpServerRequest request) {
        VertxPlatformHttpRouter router = VertxPlatformHttpRouter.lookup(
                getCamelContext(), VertxPlatformHttpRouter.getRouterNameFromPort(configuration.getBindPort()));
        if (addsHead && request.method().equals(HttpMethod.HEAD)) {
            router.getRoutes().stream()
                    .filter(route -> route.methods() != null && route.methods().contains(HttpMethod.GET))
                    .filter(route -> !route.methods().contains(HttpMethod.HEAD))
                    .forEach(route -> route.method(HttpMethod.HEAD));
        }
        router.handle(request);
    }

    private static String error(Rejection rejection) {
        return new JsonObject(Map.of("error", rejection.message())).toJson();
    }

    @Override
    public HttpServer getServer() {
        return listening.orElse(null);
    }

    @Override
    public int getPort() {
        return listening.map(HttpServer::actualPort).orElse(configuration.getBindPort());
    }

    @Override
    protected void stopServer() {
        getCamelContext().removeComponent(PlatformHttpConstants.PLATFORM_HTTP_COMPONENT_NAME);
        listening = Optional.empty();
    }

    @Override
    protected void stopVertx() {
        // This closes its connections.
        own.ifPresent(Vertx::close);
        own = Optional.empty();
    }

    private static void await(Future<?> future) throws Exception {
        future.toCompletionStage().toCompletableFuture().get(WAIT_SECONDS, TimeUnit.SECONDS);
    }
}
