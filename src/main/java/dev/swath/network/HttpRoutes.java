package dev.swath.network;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Optional;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.CredentialsProvider;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.routing.HttpRoutePlanner;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Lets a client of HTTP go through the proxy, where there is one, and tells its failures from those of the server
 * behind it: the client itself hands on the proxy's answer to CONNECT as if it were the server's.
 */
public final class HttpRoutes extends DefaultRoutePlanner implements ExecChainHandler {

    /** Attribute of an exchange: the request went behind the proxy. */
    private static final String CONNECTED = "swath.connected";

    private final Network network;

    private HttpRoutes(Network network) {
        super(DefaultSchemePortResolver.INSTANCE);
        this.network = network;
    }

    /** Sets up a client that is not built yet. */
    public static void through(Network network, HttpClientBuilder client) {
        if (network.proxy().isPresent()) {
            HttpRoutes routes = new HttpRoutes(network);
            client.setRoutePlanner(routes);
            client.addExecInterceptorFirst("proxy", routes);
            client.addExecInterceptorAfter(ChainElement.CONNECT.name(), "connected", (request, scope, chain) -> {
                scope.clientContext.setAttribute(CONNECTED, true);
                return chain.proceed(request, scope);
            });
        }
    }

    /** For a client that takes no more than the choice of the way. */
    public static HttpRoutePlanner of(Network network) {
        return new HttpRoutes(network);
    }

    /** What a proxy is told when it asks for a user and password; no other server is. */
    public static CredentialsProvider login(ProxyServer proxy) {
        return (scope, context) -> isOf(proxy, scope)
                ? proxy.login()
                        .map(login -> new UsernamePasswordCredentials(
                                login.user(), login.password().toCharArray()))
                        .orElse(null)
                : null;
    }

    /** The client expects null where it should connect to the host itself. */
    @Override
    protected HttpHost determineProxy(HttpHost target, HttpContext context) {
        return proxy(target)
                .map(proxy -> new HttpHost("http", proxy.host(), proxy.port()))
                .orElse(null);
    }

    private Optional<ProxyServer> proxy(HttpHost target) {
        int port = DefaultSchemePortResolver.INSTANCE.resolve(target);
        return network.proxyTo(target.getHostName(), port);
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        HttpRoute route = scope.route;
        Optional<ProxyServer> proxy = route.getProxyHost() == null ? Optional.empty() : proxy(route.getTargetHost());
        return proxy.isEmpty() ? chain.proceed(request, scope) : through(proxy.get(), request, scope, chain);
    }

    private static ClassicHttpResponse through(
            ProxyServer proxy, ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        String target = scope.route.getTargetHost().toHostString();
        offerLogin(proxy, scope.clientContext);
        if (!scope.route.isTunnelled()) {
            // Before it is asked for: a file that is sent can't be sent again.
            proxy.login().ifPresent(login -> request.setHeader(HttpHeaders.PROXY_AUTHORIZATION, login.basic()));
        }
        scope.clientContext.removeAttribute(CONNECTED);
        try {
            ClassicHttpResponse reply = chain.proceed(request, scope);
            boolean refused = scope.route.isTunnelled() && scope.clientContext.getAttribute(CONNECTED) == null;
            if (refused || reply.getCode() == HttpStatus.SC_PROXY_AUTHENTICATION_REQUIRED) {
                reply.close();
                String reason = Optional.ofNullable(reply.getReasonPhrase()).orElse("");
                throw ProxyFailure.refused(proxy, target, reply.getCode(), reason);
            }
            return reply;
        } catch (ConnectException | UnknownHostException | NoRouteToHostException | ConnectTimeoutException e) {
            // The one host that this machine connects to on this route.
            throw ProxyFailure.unreachable(proxy, e);
        }
    }

    /** In addition to what the client offers to servers. */
    private static void offerLogin(ProxyServer proxy, HttpClientContext context) {
        Optional<CredentialsProvider> given = Optional.ofNullable(context.getCredentialsProvider());
        CredentialsProvider ours = login(proxy);
        context.setCredentialsProvider((scope, exchange) -> isOf(proxy, scope)
                ? ours.getCredentials(scope, exchange)
                : given.map(provider -> provider.getCredentials(scope, exchange))
                        .orElse(null));
    }

    private static boolean isOf(ProxyServer proxy, AuthScope scope) {
        return proxy.host().equalsIgnoreCase(scope.getHost()) && proxy.port() == scope.getPort();
    }
}
