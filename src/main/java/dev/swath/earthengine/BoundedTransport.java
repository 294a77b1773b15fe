package dev.swath.earthengine;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;
import dev.swath.network.BoundedHttp;
import dev.swath.network.Network;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * The HTTP transport for token exchanges. Google's own transport limits the wait for each byte; this one limits the
 * whole exchange and the size of the reply, so that no server can hold up every download that waits for a token. It
 * uses plain http only for this machine and for its cloud's metadata server, and follows no redirect.
 */
final class BoundedTransport extends HttpTransport {

    static final int MAX_REPLY_BYTES = 1 << 20;

    /** Headers that the client sets itself. */
    private static final Set<String> OWN_HEADERS = Set.of("connection", "content-length", "expect", "host", "upgrade");

    private final BoundedHttp http;
    private final Duration total;

    /**
     * @param network how token servers are reached
     * @param connect longest time to connect
     * @param total longest time from the beginning of a request to the end of its reply
     */
    BoundedTransport(Network network, Duration connect, Duration total) {
        this.http = new BoundedHttp(network, connect);
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

    private final class Request extends LowLevelHttpRequest {
        private final HttpUriRequestBase request;
        private Duration longest = total;

        Request(String method, URI uri) {
            request = new HttpUriRequestBase(method, uri);
        }

        @Override
        public void addHeader(String name, String value) {
            if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                request.addHeader(name, value);
            }
        }

        /** The library sets short limits when it only checks whether a metadata server exists. */
        @Override
        public void setTimeout(int connectMillis, int readMillis) {
            if (connectMillis > 0 && readMillis > 0) {
                longest = Duration.ofMillis(Math.min(longest.toMillis(), (long) connectMillis + readMillis));
            }
        }

        @Override
        public LowLevelHttpResponse execute() throws IOException {
            if (getStreamingContent() != null) {
                ByteArrayOutputStream content = new ByteArrayOutputStream();
                getStreamingContent().writeTo(content);
                // The type and the encoding are headers, as the library gives them.
                request.setEntity(new ByteArrayEntity(content.toByteArray(), null));
                if (getContentType() != null) {
                    request.setHeader("Content-Type", getContentType());
                }
                if (getContentEncoding() != null) {
                    request.setHeader("Content-Encoding", getContentEncoding());
                }
            }
            return new BoundedReply(http.exchange(request, longest, MAX_REPLY_BYTES));
        }
    }
}
