package dev.swath.flow.request;

import java.io.IOException;
import java.util.List;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;

/**
 * Removes the headers that describe the packed body of a reply which the HTTP client has unpacked: it leaves them in place, and
 * otherwise a reader of the body would expect the wrong length.
 */
final class DecodedReplies implements ExecChainHandler {

    private static final List<String> OF_PACKED_BODY =
            List.of(HttpHeaders.CONTENT_ENCODING, HttpHeaders.CONTENT_LENGTH, HttpHeaders.CONTENT_MD5);

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        ClassicHttpResponse reply = chain.proceed(request, scope);
        HttpEntity body = reply.getEntity();
        if (body != null && body.getContentEncoding() == null && reply.containsHeader(HttpHeaders.CONTENT_ENCODING)) {
            OF_PACKED_BODY.forEach(reply::removeHeaders);
        }
        return reply;
    }
}
