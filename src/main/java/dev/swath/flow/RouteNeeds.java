package dev.swath.flow;

import dev.swath.flow.store.TrustedTls;
import dev.swath.network.HttpRoutes;
import dev.swath.network.Network;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.component.bean.BeanComponent;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ThreadPoolProfile;

/**
 * What the route files need of a Camel context, whichever runtime made it.
 *
 * @param images downloaded at once: the width of parallel splits
 * @param requests in flight at once
 * @param connect longest time to connect
 * @param response longest silence between two packets of a reply
 * @param network how other machines are reached
 */
record RouteNeeds(int images, int requests, Duration connect, Duration response, Network network) {

    private static final int CONNECTIONS = 64;
    private static final int TILES_WAITING = 1000;

    /** Sets up a context whose routes are not made yet. */
    void apply(CamelContext context) {
        // With stream caching, each reply would be held twice.
        context.setStreamCaching(false);
        // Camel makes the routes before it starts its components, and this one keeps what it knows of a bean only once
        // it is started.
        context.getComponent("bean", BeanComponent.class).start();
        // Routes that call each other start together: a call of a missing one fails at once.
        context.getComponent("direct", DirectComponent.class).setBlock(false);
        http(context, "http");
        http(context, "https");
        ExecutorServiceManager threads = context.getExecutorServiceManager();
        // A caller that finds no thread free does the work itself.
        ThreadPoolProfile splits = profile("swath", images, 0);
        threads.setDefaultThreadPoolProfile(splits);
        threads.registerThreadPoolProfile(profile("tiles", requests, TILES_WAITING));
    }

    private void http(CamelContext context, String scheme) {
        HttpComponent http = context.getComponent(scheme, HttpComponent.class);
        // The routes retry by themselves: retries of the client would not be counted.
        http.setAutomaticRetriesDisabled(true);
        http.setConnectTimeout(connect.toMillis());
        http.setConnectionRequestTimeout(response.toMillis());
        http.setResponseTimeout(response.toMillis());
        http.setSoTimeout(response.toMillis());
        http.setConnectionsPerRoute(CONNECTIONS);
        Optional<HttpClientConfigurer> given = Optional.ofNullable(http.getHttpClientConfigurer());
        http.setHttpClientConfigurer(client -> {
            given.ifPresent(configurer -> configurer.configureHttpClient(client));
            HttpRoutes.through(network, client);
        });
        // Given to http, it would make each http address an https one.
        if (scheme.equals("https") && http.getSslContextParameters() == null) {
            network.trust().map(TrustedTls::new).ifPresent(http::setSslContextParameters);
        }
    }

    private static ThreadPoolProfile profile(String id, int threads, int waiting) {
        ThreadPoolProfile profile = new ThreadPoolProfile(id);
        profile.setPoolSize(threads);
        profile.setMaxPoolSize(threads);
        profile.setMaxQueueSize(waiting);
        return profile;
    }
}
