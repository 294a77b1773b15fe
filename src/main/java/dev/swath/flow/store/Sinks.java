package dev.swath.flow.store;

import dev.swath.flow.request.Failures;
import dev.swath.job.SettingException;
import dev.swath.network.Network;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Endpoint;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.aws2.s3.AWS2S3Endpoint;
import org.apache.camel.component.azure.storage.blob.BlobEndpoint;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.util.URISupport;

/**
 * Makes endpoints from the URIs in settings. An option that a URI leaves out gets its value from
 * {@code dev/swath/sinks.properties}; messages show no password.
 */
public final class Sinks {

    private static final Map<String, String> DEFAULTS = defaults();
    private static final int SHORTEST_SECRET = 3;
    private static final String AZURE = "azure-storage-blob";
    /** Components whose endpoints get a client from here. */
    private static final Set<String> STORES = Set.of("aws2-s3", AZURE);

    private final CamelContext context;
    private final S3Clients s3;
    private final AzureBlobs azure;
    private final SinkRoutes routes;
    private final Map<String, DefaultEndpoint> stores = new HashMap<>();

    /**
     * @param context makes the endpoints
     * @param longest time for an object to go up
     * @param network how other machines are reached
     */
    public Sinks(CamelContext context, Duration longest, Network network) {
        this.context = context;
        this.s3 = new S3Clients(context, longest, network);
        this.azure = new AzureBlobs(longest, network);
        this.routes = new SinkRoutes(network);
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
        create(key, uri);
    }

    private Endpoint create(String key, String uri) {
        Component component = Optional.ofNullable(context.getComponent(scheme(uri)))
                .orElseThrow(() -> new SettingException(
                        key,
                        name(uri),
                        "names a Camel component that is not on the class path; write a folder, or a URI of one that is,"
                                + " or build Swath with org.apache.camel:camel-" + scheme(uri)));
        try {
            Endpoint endpoint = component.createEndpoint(URISupport.normalizeUri(complete(withoutAddress(uri))));
            routes.apply(key, name(uri), endpoint);
            if (endpoint instanceof BlobEndpoint blobs) {
                azure.giveTo(blobs, key, name(uri), address(uri));
            }
            return endpoint;
        } catch (SettingException e) {
            throw e;
        } catch (Exception e) {
            throw unusable(key, uri, e);
        }
    }

    /**
     * The endpoint of a URI, made when it is first asked for; some ask their server then.
     *
     * @throws SettingException if the URI is not valid
     */
    public synchronized Endpoint endpoint(String key, String uri) {
        try {
            if (STORES.contains(scheme(uri))) {
                return objectStore(key, uri);
            }
            Endpoint endpoint = context.getEndpoint(complete(uri));
            routes.apply(key, name(uri), endpoint);
            return endpoint;
        } catch (ResolveEndpointFailedException e) {
            throw unusable(key, uri, e);
        } catch (SettingException e) {
            throw e;
        } catch (Exception e) {
            throw RuntimeCamelException.wrapRuntimeCamelException(e);
        }
    }

    private Endpoint objectStore(String key, String uri) throws Exception {
        DefaultEndpoint store = stores.get(uri);
        if (store == null) {
            store = (DefaultEndpoint) create(key, uri);
            if (store instanceof AWS2S3Endpoint bucket) {
                s3.giveTo(bucket);
            }
            stores.put(uri, store);
        }
        if (!store.isStarted()) {
            context.addEndpoint(complete(uri), store);
        }
        return store;
    }

    private static Optional<String> address(String uri) {
        return Optional.ofNullable(options(uri).get(AzureBlobs.ADDRESS)).map(String::valueOf);
    }

    /** Without the option that is not one of Camel's component for Azure. */
    private static String withoutAddress(String uri) throws URISyntaxException {
        if (!scheme(uri).equals(AZURE) || address(uri).isEmpty()) {
            return uri;
        }
        Map<String, Object> left = new LinkedHashMap<>(options(uri));
        left.remove(AzureBlobs.ADDRESS);
        return uri.substring(0, uri.indexOf('?')) + "?" + URISupport.createQueryString(left);
    }

    private static SettingException unusable(String key, String uri, Exception cause) {
        return new SettingException(
                key, name(uri), "is not a Camel producer URI: " + withoutSecrets(Failures.cause(cause), uri));
    }

    /** A text about a URI without any value of its options: a password may stand behind a name that is misspelt. */
    private static String withoutSecrets(String text, String uri) {
        String masked = text;
        for (Object value : options(uri).values()) {
            String plain = String.valueOf(value);
            for (String secret : List.of(plain, plain.replaceAll("^RAW[({]|[)}]$", ""))) {
                masked = secret.length() < SHORTEST_SECRET ? masked : masked.replace(secret, "xxxxxx");
            }
        }
        return URISupport.sanitizeUri(masked);
    }

    /**
     * The name of a URI in logs and messages: without its options and its user. Of a web address only the server, because the
     * path of a webhook is often a secret.
     */
    public static String name(String uri) {
        String address = uri.replaceFirst("\\?.*", "").replaceFirst("//[^/]*@", "//");
        return scheme(uri).matches("https?") ? address.replaceFirst("(//[^/]*)/.*", "$1") : address;
    }

    /** What stands before the first colon. */
    public static String scheme(String uri) {
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

    /** The options of a URI, by name. */
    static Map<String, Object> options(String uri) {
        int query = uri.indexOf('?');
        try {
            return query < 0 ? Map.of() : URISupport.parseQuery(uri.substring(query + 1), true);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("the options can't be read");
        }
    }
}
