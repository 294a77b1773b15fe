package dev.swath.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends single requests whose replies are small. Each one ends in time, whatever the server does, and leaves no connection
 * behind. Nothing is sent twice, and no redirect is followed.
 */
public final class BoundedHttp {

    private static final int MOST_AT_ONCE = 8;
    private static final int IDLE_SECONDS = 10;

    private final Network network;
    private final Timeout connect;
    private final ThreadPoolExecutor threads;
    private Optional<CloseableHttpClient> client = Optional.empty();

    /**
     * @param network how servers are reached
     * @param connect longest time to connect
     */
    public BoundedHttp(Network network, Duration connect) {
        this.network = network;
        this.connect = Timeout.of(connect);
        threads = new ThreadPoolExecutor(
                0, MOST_AT_ONCE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "swath-http");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** Made when it is first needed: preparing TLS takes long, and many a command asks nothing. */
    private synchronized CloseableHttpClient client() {
        CloseableHttpClient made = client.orElseGet(this::newClient);
        client = Optional.of(made);
        return made;
    }

    private CloseableHttpClient newClient() {
        HttpClientBuilder builder = HttpClientBuilder.create()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setTlsSocketStrategy(new DefaultClientTlsStrategy(network.tls()))
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(connect)
                                .build())
                        .setMaxConnPerRoute(MOST_AT_ONCE)
                        .setMaxConnTotal(MOST_AT_ONCE)
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(connect)
                        .build())
                .setConnectionReuseStrategy((request, reply, context) -> false)
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableRedirectHandling();
        HttpRoutes.through(network, builder);
        return builder.build();
    }

    /**
     * A whole reply.
     *
     * @param status HTTP status
     * @param headers in their order
     * @param body the body
     */
    public record Reply(int status, List<Header> headers, byte[] body) {

        /** Keeps a copy of the headers. */
        public Reply {
            headers = List.copyOf(headers);
        }

        /** The first header of a name, in letters of either case. */
        public Optional<String> header(String name) {
            return headers.stream()
                    .filter(header -> header.getName().equalsIgnoreCase(name))
                    .map(Header::getValue)
                    .findFirst();
        }

        private static Reply read(ClassicHttpResponse reply, int mostBytes) throws IOException {
            byte[] body = {};
            if (reply.getEntity() != null) {
                try (InputStream content = reply.getEntity().getContent()) {
                    body = content.readNBytes(mostBytes + 1);
                }
            }
            if (body.length > mostBytes) {
                throw new IOException("a reply of more than " + mostBytes + " bytes");
            }
            return new Reply(reply.getCode(), List.of(reply.getHeaders()), body);
        }
    }

    /**
     * Sends a request and reads the whole reply, whatever its status.
     *
     * @param longest time from the beginning of the request to the end of the reply
     * @param mostBytes most bytes of the reply's body
     * @throws ProxyFailure if the proxy can't be reached or does not connect
     * @throws IOException if there is no such reply; the message names the host
     */
    public Reply exchange(HttpUriRequestBase request, Duration longest, int mostBytes) throws IOException {
        String host = request.getAuthority().getHostName();
        request.setConfig(RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(longest))
                .setResponseTimeout(Timeout.of(longest))
                .build());
        Future<Reply> reply = begin(request, host, mostBytes);
        try {
            return reply.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            request.cancel();
            throw new IOException(host + " did not answer within " + longest.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw failure(host, e.getCause());
        } catch (InterruptedException e) {
            request.cancel();
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while waiting for " + host).initCause(e);
        } finally {
            reply.cancel(true);
        }
    }

    private Future<Reply> begin(HttpUriRequestBase request, String host, int mostBytes) throws IOException {
        try {
            return threads.submit(() -> client().execute(request, answer -> {
                try {
                    return Reply.read(answer, mostBytes);
                } catch (IOException e) {
                    request.cancel(); // rather than read what is left of the reply
                    throw e;
                }
            }));
        } catch (RejectedExecutionException e) {
            throw new IOException(host + " is not asked, because " + MOST_AT_ONCE + " requests wait for replies", e);
        }
    }

    private static IOException failure(String host, Throwable cause) {
        return ProxyFailure.in(cause).<IOException>map(failure -> failure).orElseGet(() -> {
            String reason = Optional.ofNullable(cause.getMessage())
                    .orElse(cause.getClass().getSimpleName());
            return new IOException(host + " can't be reached: " + reason, cause);
        });
    }
}
