package dev.swath.flow;

import dev.swath.earthengine.EarthEngineCredentials;
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

    /**
     * @param credentials where tokens come from
     * @param project Google Cloud project charged for the requests
     */
    public Authorization(EarthEngineCredentials credentials, Optional<String> project) {
        this.credentials = credentials;
        this.project = project;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.disableRedirectHandling();
        client.addRequestInterceptorFirst((request, entity, context) -> {
            credentials.authorization().ifPresent(value -> request.setHeader("Authorization", value));
            project.ifPresent(value -> request.setHeader("X-Goog-User-Project", value));
        });
    }
}
