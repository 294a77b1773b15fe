package dev.swath.flow.request;

import dev.swath.earthengine.EarthEngineCredentials;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/**
 * Adds the credentials and the project to each request below the routes, which therefore never see them. Redirects are
 * not followed: a token goes only to the configured server.
 */
public final class Authorization implements HttpClientConfigurer {

    private final EarthEngineCredentials credentials;
    private final Optional<String> project;
    private final RequestsInFlight requests;
    private final ErrorBodies errorBodies;
    /** What the request of each thread carried, so that a refusal is applied to the right token. */
    private final ThreadLocal<String> sent = new ThreadLocal<>();

    /**
     * @param credentials where tokens come from
     * @param project Google Cloud project charged for the requests
     * @param requests tracks each request while it is in flight
     * @param errorLimit longest time for the body of an error
     */
    public Authorization(
            EarthEngineCredentials credentials,
            Optional<String> project,
            RequestsInFlight requests,
            Duration errorLimit) {
        this.credentials = credentials;
        this.project = project;
        this.requests = requests;
        this.errorBodies = new ErrorBodies(errorLimit);
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.disableRedirectHandling();
        client.addExecInterceptorFirst("requests-in-flight", requests);
        client.addExecInterceptorFirst("error-bodies", errorBodies);
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
     * @throws IOException if none can be obtained now
     */
    void refused() throws IOException {
        credentials.refresh(Optional.ofNullable(sent.get()).orElse(""));
    }
}
