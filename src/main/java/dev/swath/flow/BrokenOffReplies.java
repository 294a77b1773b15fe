package dev.swath.flow;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * Ends the connection of a reply that is closed before its end. By itself the HTTP client reads such a reply on to its
 * end, so that the connection can be used again, however long that takes.
 */
final class BrokenOffReplies implements ExecChainHandler {

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        ClassicHttpResponse response = chain.proceed(request, scope);
        HttpEntity entity = response.getEntity();
        if (entity != null && entity.isStreaming()) {
            response.setEntity(new Reply(entity, scope.execRuntime));
        }
        return response;
    }

    /** A body whose stream is asked for by one thread at a time, which gets the same one each time. */
    private static final class Reply extends HttpEntityWrapper {

        private final HttpEntity entity;
        private final ExecRuntime connection;
        private Body body;

        Reply(HttpEntity entity, ExecRuntime connection) {
            super(entity);
            this.entity = entity;
            this.connection = connection;
        }

        @Override
        public InputStream getContent() throws IOException {
            if (body == null) {
                body = new Body(entity.getContent(), entity.getContentLength(), connection);
            }
            return body;
        }
    }

    private static final class Body extends FilterInputStream {

        private final long length;
        private final ExecRuntime connection;
        private long count;
        private boolean ended;

        /** A body of so many bytes; a negative number where that is not known. */
        Body(InputStream body, long length, ExecRuntime connection) {
            super(body);
            this.length = length;
            this.connection = connection;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            arrived(value < 0 ? -1 : 1);
            return value;
        }

        @Override
        public int read(byte[] bytes, int from, int most) throws IOException {
            int read = super.read(bytes, from, most);
            arrived(read);
            return read;
        }

        @Override
        public long skip(long most) throws IOException {
            long skipped = super.skip(most);
            arrived(skipped);
            return skipped;
        }

        private void arrived(long bytes) {
            count += Math.max(0, bytes);
            ended = ended || bytes < 0 || count == length;
        }

        @Override
        public void close() throws IOException {
            if (ended) {
                super.close();
            } else {
                ended = true;
                connection.discardEndpoint();
                in = nullInputStream();
            }
        }
    }
}
