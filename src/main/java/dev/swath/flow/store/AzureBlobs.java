package dev.swath.flow.store;

import com.azure.core.credential.AzureSasCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import dev.swath.job.SettingException;
import dev.swath.network.Network;
import dev.swath.network.ProxyServer;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.azure.storage.blob.BlobConfiguration;
import org.apache.camel.component.azure.storage.blob.BlobConstants;
import org.apache.camel.component.azure.storage.blob.BlobEndpoint;

/** Gives endpoints of Azure Blob Storage a client of their options whose calls end in time. */
final class AzureBlobs {

    /** An option of Swath's own, named as that of S3: Camel's component knows no other address than that of the public cloud. */
    static final String ADDRESS = "uriEndpointOverride";

    private static final String PUBLIC_CLOUD = ".blob.core.windows.net";
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private final Duration longest;
    private final Network network;

    /**
     * @param longest time for one call: a blob goes up whole or not at all
     * @param network how the stores are reached
     */
    AzureBlobs(Duration longest, Network network) {
        this.longest = longest;
        this.network = network;
    }

    /**
     * Puts a client into an endpoint that has not started, unless it was given one.
     *
     * @param key the setting that has the URI
     * @param name how it may be shown
     * @param address of the service; empty for that of the account in the public cloud
     * @throws SettingException if the address is not one, or is reached through a proxy with a login only
     */
    void giveTo(BlobEndpoint endpoint, String key, String name, Optional<String> address) {
        BlobConfiguration options = endpoint.getConfiguration();
        if (options.getServiceClient() != null) {
            return;
        }
        String service = address.orElse("https://" + options.getAccountName() + PUBLIC_CLOUD);
        requireReachable(key, name, service);
        HttpClient http = http();
        // Attempts are the routes' own.
        BlobServiceClientBuilder builder = new BlobServiceClientBuilder()
                .endpoint(service)
                .httpClient(http)
                .retryOptions(new RequestRetryOptions(RetryPolicyType.FIXED, 1, longest, null, null, null));
        logIn(builder, options, http);
        options.setServiceClient(builder.buildClient());
        if (options.getTimeout() == null) {
            options.setTimeout(longest);
        }
    }

    private void requireReachable(String key, String name, String service) {
        URI address;
        try {
            address = URI.create(service);
        } catch (IllegalArgumentException e) {
            throw new SettingException(key, name, "has a " + ADDRESS + " that is not an address: " + e.getMessage());
        }
        network.proxyTo(address).filter(proxy -> proxy.login().isPresent()).ifPresent(proxy -> {
            throw new SettingException(
                    key,
                    name,
                    "can't be reached through the proxy " + proxy + " that " + proxy.setting()
                            + " names, because that asks for a login; name the host in NO_PROXY");
        });
    }

    /** With what the URI names: a key of the account, a token, a client, or else the identity of this machine. */
    private static void logIn(BlobServiceClientBuilder builder, BlobConfiguration options, HttpClient http) {
        if (options.getCredentials() != null) {
            builder.credential(options.getCredentials());
        } else if (options.getAccessKey() != null) {
            builder.credential(new StorageSharedKeyCredential(options.getAccountName(), options.getAccessKey()));
        } else if (options.getSasToken() != null) {
            builder.credential(new AzureSasCredential(options.getSasToken()));
        } else if (options.getAzureClientSecret() != null) {
            builder.credential(new ClientSecretCredentialBuilder()
                    .tenantId(options.getAzureTenantId())
                    .clientId(options.getAzureClientId())
                    .clientSecret(options.getAzureClientSecret())
                    .httpClient(http)
                    .build());
        } else {
            builder.credential(
                    new DefaultAzureCredentialBuilder().httpClient(http).build());
        }
    }

    private HttpClient http() {
        java.net.http.HttpClient.Builder client = java.net.http.HttpClient.newBuilder()
                .version(java.net.http.HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .proxy(new Proxies(network));
        network.trust().ifPresent(trust -> client.sslContext(trust.tls()));
        return new JdkHttpClientBuilder(client)
                .connectionTimeout(CONNECT)
                .writeTimeout(SILENCE)
                .responseTimeout(longest)
                .readTimeout(SILENCE)
                .build();
    }

    /** The way to each host. */
    private static final class Proxies extends ProxySelector {

        private final Network network;

        Proxies(Network network) {
            this.network = network;
        }

        @Override
        public List<Proxy> select(URI target) {
            return List.of(network.proxyTo(target).map(Proxies::proxy).orElse(Proxy.NO_PROXY));
        }

        private static Proxy proxy(ProxyServer server) {
            return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(server.host(), server.port()));
        }

        /** The failure of the request says so, too. */
        @Override
        public void connectFailed(URI target, SocketAddress proxy, IOException failure) {}
    }

    /**
     * Names the blob of a message by the option {@code blobName}, in Camel's simple language, and its media type; a file becomes a
     * stream, which Camel closes.
     *
     * @throws IOException if the file can't be read
     */
    static void prepare(BlobEndpoint endpoint, Exchange exchange) throws IOException {
        String blob = exchange.getContext()
                .resolveLanguage("simple")
                .createExpression(endpoint.getConfiguration().getBlobName())
                .evaluate(exchange, String.class);
        Message message = exchange.getMessage();
        message.setHeader(BlobConstants.BLOB_NAME, blob);
        message.setHeader(
                BlobConstants.BLOB_HTTP_HEADERS,
                new BlobHttpHeaders().setContentType(message.getHeader(Exchange.CONTENT_TYPE, String.class)));
        if (message.getBody() instanceof File file) {
            // Camel would wrap it in a stream that the client can rewind, by keeping all of it in memory.
            message.setHeader(BlobConstants.BLOB_UPLOAD_SIZE, file.length());
            message.setBody(new FileInputStream(file));
        }
    }
}
