package dev.swath.cli;

import dev.swath.dashboard.Dashboard;
import dev.swath.dashboard.ReplyWriter;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Service;
import org.apache.camel.component.platform.http.main.DefaultMainHttpServerFactory;
import org.apache.camel.component.platform.http.main.ManagementHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.main.HttpManagementServerConfigurationProperties;
import org.apache.camel.main.HttpServerConfigurationProperties;
import org.apache.camel.main.MainHttpServerFactory;

/** Creates the servers that Camel Main starts: one for the dashboard, one for health and metrics. */
final class HttpServerFactory implements MainHttpServerFactory {

    private static final Map<String, String> HEADERS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "Referrer-Policy", "no-referrer",
            "Cache-Control", "no-store");

    @Override
    public Service newHttpServer(CamelContext context, HttpServerConfigurationProperties properties) {
        VertxPlatformHttpServerConfiguration configuration = new VertxPlatformHttpServerConfiguration();
        configuration.setBindHost(properties.getHost());
        configuration.setBindPort(properties.getPort());
        configuration.setPath(properties.getPath());
        configuration.setServerType(VertxPlatformHttpRouter.SERVER_TYPE_SERVER);
        LimitedHttpServer server = new LimitedHttpServer(configuration, Dashboard::methods, ReplyWriter.HEADERS, false);
        server.setCamelContext(context);
        return server;
    }

    @Override
    public Service newHttpManagementServer(
            CamelContext context, HttpManagementServerConfigurationProperties properties) {
        ManagementHttpServer made =
                (ManagementHttpServer) new DefaultMainHttpServerFactory().newHttpManagementServer(context, properties);
        LimitedManagementServer server = new LimitedManagementServer();
        server.setCamelContext(context);
        server.setConfiguration(made.getConfiguration());
        server.setHealthCheckEnabled(properties.isHealthCheckEnabled());
        server.setHealthPath(properties.getHealthPath());
        server.setInfoPath(properties.getInfoPath());
        server.setMetricsEnabled(properties.isMetricsEnabled());
        return server;
    }

    /** Health and metrics on a server with limits. */
    private static final class LimitedManagementServer extends ManagementHttpServer {

        private static final Set<String> METHODS = Set.of("GET", "HEAD");

        @Override
        protected void doInit() throws Exception {
            getConfiguration().setServerType(VertxPlatformHttpRouter.SERVER_TYPE_MANAGEMENT);
            LimitedHttpServer server = new LimitedHttpServer(getConfiguration(), path -> METHODS, HEADERS, true);
            server.setCamelContext(getCamelContext());
            // Camel's method would create a server without limits.
            getCamelContext().addService(server, true, true);
        }
    }
}
