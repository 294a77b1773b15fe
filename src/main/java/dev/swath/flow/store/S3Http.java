package dev.swath.flow.store;

import dev.swath.network.HttpRoutes;
import dev.swath.network.Network;
import dev.swath.network.ProxyFailure;
import dev.swath.network.ProxyServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Locale;
import javax.net.ssl.TrustManager;
import org.apache.hc.client5.http.ConnectTimeoutException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * The HTTP client below Amazon's: it goes through the proxy, trusts the further authorities, and tells failures of the
 * proxy from those of the object store.
 */
final class S3Http implements SdkHttpClient {

    private static final int FIRST_ERROR = 400;
    private static final int LOGIN_NEEDED = 407;

    private final SdkHttpClient client;
    private final Network network;

    private S3Http(SdkHttpClient client, Network network) {
        this.client = client;
        this.network = network;
    }

    /** Builds it, with what Amazon's client wants of it. */
    static final class Builder implements SdkHttpClient.Builder<Builder> {

        private final Network network;

        /** For object stores that are reached so. */
        Builder(Network network) {
            this.network = network;
        }

        @Override
        public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
            // It would read properties and variables for a proxy by itself.
            Apache5HttpClient.Builder client = Apache5HttpClient.builder()
                    .proxyConfiguration(ProxyConfiguration.builder()
                            .useSystemPropertyValues(false)
                            .useEnvironmentVariableValues(false)
                            .build());
            network.proxy().ifPresent(proxy -> client.httpRoutePlanner(HttpRoutes.of(network))
                    .credentialsProvider(HttpRoutes.login(proxy)));
            network.trust()
                    .ifPresent(trust -> client.tlsTrustManagersProvider(() -> new TrustManager[] {trust.manager()}));
            return new S3Http(client.buildWithDefaults(defaults), network);
        }
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        SdkHttpRequest sent = request.httpRequest();
        ExecutableHttpRequest prepared = client.prepareRequest(request);
        return network.proxyTo(sent.host(), sent.port())
                .<ExecutableHttpRequest>map(proxy -> new Proxied(prepared, proxy, sent))
                .orElse(prepared);
    }

    @Override
    public String clientName() {
        return client.clientName();
    }

    @Override
    public void close() {
        client.close();
    }

    private record Proxied(ExecutableHttpRequest request, ProxyServer proxy, SdkHttpRequest sent)
            implements ExecutableHttpRequest {

        @Override
        public HttpExecuteResponse call() throws IOException {
            try {
                HttpExecuteResponse reply = request.call();
                if (isOfProxy(reply.httpResponse())) {
                    request.abort();
                    throw ProxyFailure.refused(
                            proxy,
                            sent.host() + ":" + sent.port(),
                            reply.httpResponse().statusCode(),
                            reply.httpResponse().statusText().orElse(""));
                }
                return reply;
            } catch (ConnectException | UnknownHostException | ConnectTimeoutException e) {
                throw ProxyFailure.unreachable(proxy, e);
            }
        }

        /** The client hands on the answer to CONNECT as if it were the store's, whose own errors have a body in XML. */
        private boolean isOfProxy(SdkHttpResponse reply) {
            boolean ofStore = reply.firstMatchingHeader("Content-Type")
                            .filter(type -> type.toLowerCase(Locale.ROOT).contains("xml"))
                            .isPresent()
                    || reply.headers().keySet().stream()
                            .anyMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("x-"));
            boolean tunnel = sent.protocol().equals("https");
            return reply.statusCode() == LOGIN_NEEDED || (tunnel && reply.statusCode() >= FIRST_ERROR && !ofStore);
        }

        @Override
        public void abort() {
            request.abort();
        }
    }
}
