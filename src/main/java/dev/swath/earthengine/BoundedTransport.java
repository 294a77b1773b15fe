package dev.swath.earthengine;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The HTTP transport for token exchanges. Google's own transport limits the wait for each byte; this one limits the
 * whole exchange and the size of the reply, so that no server can hold up every download that waits for a token. It
 * uses plain http only for this machine and for its cloud's metadata server, and follows no redirect.
 */
final class BoundedTransport extends HttpTransport {

    static final int MAX_REPLY_BYTES = 1 << 20;

    /** Headers that the client sets itself and does not let others set. */
    private static final Set<String> OWN_HEADERS = Set.of("connection", "content-length", "expect", "host", "upgrade");

    private final HttpClient client;
    private final Duration total;

    /**
     * @param connect longest time to connect
     * @param total longest time from the beginning of a request to the end of its reply
     */
    BoundedTransport(Duration connect, Duration total) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connect)
                .followRedirects(HttpClient.Redirect.NEVER);
        ProxySelector proxies = ProxySelector.getDefault();
        this.client = proxies == null ? builder.build() : builder.proxy(proxies).build();
        this.total = total;
    }

    @Override
    protected LowLevelHttpRequest buildRequest(String method, String url) throws IOException {
        URI address = URI.create(url);
        if (!PlainHttp.mayIssueTokens(address)) {
            throw new IOException(address.getHost() + " is not used, because others could read plain http; the"
                    + " credentials file must name a token server with https");
        }
        return new Request(method, address);
    }

    private HttpResponse<byte[]> exchange(HttpRequest request, long millis) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> reply =
                client.sendAsync(request, response -> new LimitedBody(MAX_REPLY_BYTES));
        try {
            return reply.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException(request.uri().getHost() + " did not answer within " + millis + " ms", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
            throw new IOException(request.uri().getHost() + " can't be reached: " + reason, cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while waiting for a token").initCause(e);
        } finally {
            reply.cancel(true);
        }
    }

    private final class Request extends LowLevelHttpRequest {
        private final String method;
        private final HttpRequest.Builder request;
        private long millis = total.toMillis();

        Request(String method, URI uri) {
            this.method = method;
            this.request = HttpRequest.newBuilder(uri);
        }

        @Override
        public void addHeader(String name, String value) {
            if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                request.header(name, value);
            }
        }

        /** The library sets short limits when it only checks whether a metadata server exists. */
        @Override
        public void setTimeout(int connectMillis, int readMillis) {
            if (connectMillis > 0 && readMillis > 0) {
                millis = Math.min(millis, (long) connectMillis + readMillis);
            }
        }

        @Override
        public LowLevelHttpResponse execute() throws IOException {
            HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.noBody();
            if (getStreamingContent() != null) {
                ByteArrayOutputStream content = new ByteArrayOutputStream();
                getStreamingContent().writeTo(content);
                body = HttpRequest.BodyPublishers.ofByteArray(content.toByteArray());
                if (getContentType() != null) {
                    request.header("Content-Type", getContentType());
                }
                if (getContentEncoding() != null) {
                    request.header("Content-Encoding", getContentEncoding());
                }
            }
            return new BoundedReply(exchange(request.method(method, body).build(), millis));
        }
    }
}
