package dev.swath.flow;

import dev.swath.job.SettingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Endpoint;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.util.URISupport;

/**
 * Makes endpoints of the URIs in settings. An option that a URI leaves open gets the value of
 * {@code dev/swath/sinks.properties}; no message names a password.
 */
final class Sinks {

    private static final Map<String, String> DEFAULTS = defaults();

    private final CamelContext context;

    Sinks(CamelContext context) {
        this.context = context;
    }

    private static Map<String, String> defaults() {
        Properties defaults = new Properties();
        try (InputStream in = Sinks.class.getResourceAsStream("/dev/swath/sinks.properties")) {
            defaults.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return defaults.stringPropertyNames().stream()
                .collect(Collectors.toUnmodifiableMap(name -> name, defaults::getProperty));
    }

    /**
     * Holds a URI against the component that it names, without asking any server.
     *
     * @throws SettingException if there is no such component, or it does not know an option
     */
    void check(String key, String uri) {
        Component component = Optional.ofNullable(context.getComponent(scheme(uri)))
                .orElseThrow(() -> new SettingException(
                        key,
                        withoutSecrets(uri),
                        "names a Camel component that is not there; write a folder, or a URI of one that is"));
        try {
            component.createEndpoint(URISupport.normalizeUri(complete(uri)));
        } catch (Exception e) {
            throw unusable(key, uri, e);
        }
    }

    /**
     * The endpoint of a URI, made when it is first asked for; some ask their server then.
     *
     * @throws SettingException if the URI is none
     */
    Endpoint endpoint(String key, String uri) {
        try {
            return context.getEndpoint(complete(uri));
        } catch (ResolveEndpointFailedException e) {
            throw unusable(key, uri, e);
        }
    }

    private static SettingException unusable(String key, String uri, Exception cause) {
        return new SettingException(
                key, withoutSecrets(uri), "is no Camel producer URI: " + withoutSecrets(Failures.cause(cause)));
    }

    private static String withoutSecrets(String text) {
        return URISupport.sanitizeUri(text);
    }

    /** What stands before the first colon. */
    static String scheme(String uri) {
        return uri.substring(0, Math.max(0, uri.indexOf(':')));
    }

    /** The URI with the options that it leaves open. */
    static String complete(String uri) {
        Map<String, Object> given = options(uri);
        String prefix = scheme(uri) + ".";
        String added = DEFAULTS.keySet().stream()
                .filter(name -> name.startsWith(prefix) && !given.containsKey(name.substring(prefix.length())))
                .sorted()
                .map(name -> name.substring(prefix.length()) + "=" + DEFAULTS.get(name))
                .collect(Collectors.joining("&"));
        return added.isEmpty() ? uri : uri + (uri.contains("?") ? "&" : "?") + added;
    }

    private static Map<String, Object> options(String uri) {
        int query = uri.indexOf('?');
        try {
            return query < 0 ? Map.of() : URISupport.parseQuery(uri.substring(query + 1), true);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("the options can't be read: " + withoutSecrets(e.getMessage()), e);
        }
    }
}
