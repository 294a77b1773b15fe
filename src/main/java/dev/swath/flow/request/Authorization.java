package dev.swath.flow.request;

import dev.swath.earthengine.EarthEngineCredentials;
import dev.swath.network.HttpRoutes;
import dev.swath.network.Network;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/**
 * Adds the credentials and the project to each request below the routes, which therefore never see them. Redirects are
 * not followed: a token goes to the configured server alone.
 */
public final class Authorization implements HttpClientConfigurer {

    private final EarthEngineCredentials credentials;
    private final Optional<String> project;
    private final RequestsInFlight requests;
    private final Network network;
    private final ErrorBodies errorBodies;
    /** The token that each thread sent last: a refusal is about that one, not about a newer one. */
    private final ThreadLocal<String> sent = new ThreadLocal<>();

    /**
     * @param credentials where tokens come from
     * @param project Google Cloud project charged for the requests
     * @param requests where each request is known while it is on the wire
     * @param errorLimit most time that the body of an error may take
     * @param network how the service is reached
     */
    public Authorization(
            EarthEngineCredentials credentials,
            Optional<String> project,
            RequestsInFlight requests,
            Duration errorLimit,
            Network network) {
        this.credentials = credentials;
        this.project = project;
        this.requests = requests;
        this.network = network;
        this.errorBodies = new ErrorBodies(errorLimit);
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.disableRedirectHandling();
        HttpRoutes.through(network, client);
        client.addExecInterceptorFirst("requests-in-flight", requests);
        client.addExecInterceptorFirst("error-bodies", errorBodies);
        client.addExecInterceptorFirst("decoded-replies", new DecodedReplies());
        client.addRequestInterceptorFirst((request, entity, context) -> {
            Optional<String> authorization = credentials.authorization();
            authorization.ifPresent(value -> request.setHeader("Authorization", value));
            sent.set(authorization.orElse(""));
            project.ifPresent(value -> request.setHeader("X-Goog-User-Project", value));
        });
    }

    /**
     * The last request of this thread was refused: the next one will carry a new token.
     *
     * @throws IOException if no new token can be fetched now
     */
    void refused() throws IOException {
        credentials.refresh(Optional.ofNullable(sent.get()).orElse(""));
    }
}
