package dev.swath.earthengine;

import com.google.api.client.http.LowLevelHttpResponse;
import dev.swath.network.BoundedHttp;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A complete reply in memory. Google's HTTP library expects null for absent values. */
final class BoundedReply extends LowLevelHttpResponse {

    private final BoundedHttp.Reply reply;
    private final List<Map.Entry<String, String>> headers = new ArrayList<>();

    BoundedReply(BoundedHttp.Reply reply) {
        this.reply = reply;
        reply.headers().forEach(header -> headers.add(Map.entry(header.getName(), header.getValue())));
        // The library would send the signed assertion to the address of a redirect.
        headers.removeIf(header -> header.getKey().equalsIgnoreCase("Location"));
    }

    @Override
    public InputStream getContent() {
        return new ByteArrayInputStream(reply.body());
    }

    @Override
    public String getContentEncoding() {
        return header("Content-Encoding");
    }

    @Override
    public long getContentLength() {
        return reply.body().length;
    }

    @Override
    public String getContentType() {
        return header("Content-Type");
    }

    @Override
    public String getStatusLine() {
        return "HTTP/1.1 " + reply.status();
    }

    @Override
    public int getStatusCode() {
        return reply.status();
    }

    @Override
    public String getReasonPhrase() {
        return null;
    }

    @Override
    public int getHeaderCount() {
        return headers.size();
    }

    @Override
    public String getHeaderName(int index) {
        return headers.get(index).getKey();
    }

    @Override
    public String getHeaderValue(int index) {
        return headers.get(index).getValue();
    }

    private String header(String name) {
        return reply.header(name).orElse(null);
    }
}
