package dev.swath.flow.request;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the body of an error, limited in time and length. Camel would read a text of any length, and a failure of that
 * would hide the status, which is more important: so there is always a body, with as much as arrived.
 */
final class ErrorBodies implements ExecChainHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorBodies.class);
    private static final int MOST_BYTES = 1 << 20;
    private static final int CHUNK = 1 << 13;
    private static final int LEAST_ERROR = 300;

    private final Duration limit;

    /** Limits the time of each body. */
    ErrorBodies(Duration limit) {
        this.limit = limit;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        ClassicHttpResponse response = chain.proceed(request, scope);
        HttpEntity body = response.getEntity();
        if (response.getCode() >= LEAST_ERROR && body != null) {
            response.setEntity(new ByteArrayEntity(read(body), null));
            // The type of Google's errors; a character set that Java does not know would be one more failure.
            response.setHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=UTF-8");
            response.removeHeaders(HttpHeaders.CONTENT_ENCODING);
            response.removeHeaders(HttpHeaders.CONTENT_LENGTH);
        }
        return response;
    }

    private byte[] read(HttpEntity entity) {
        long deadline = System.nanoTime() + limit.toNanos();
        byte[] bytes = new byte[CHUNK];
        int count = 0;
        try (InputStream body = entity.getContent()) {
            for (int n = body.read(bytes, 0, CHUNK);
                    n >= 0 && count + n < MOST_BYTES && System.nanoTime() < deadline;
                    n = body.read(bytes, count, Math.min(CHUNK, bytes.length - count))) {
                count += n;
                if (count == bytes.length) {
                    bytes = Arrays.copyOf(bytes, 2 * count);
                }
            }
        } catch (IOException e) {
            LOG.debug("the body of an error broke off after {} bytes", count, e);
        }
        return Arrays.copyOf(bytes, count);
    }
}
