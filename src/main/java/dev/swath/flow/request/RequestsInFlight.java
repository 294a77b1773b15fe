package dev.swath.flow.request;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * The requests on the wire, each from its sending to the last byte of its reply, bodies of errors included. Those that take
 * too long, arrive too slowly or are wanted no more are cut off from outside: a thread that reads can't do so while nothing
 * arrives. Also ends the connection of a reply that is closed before its end, which the HTTP client would read on by itself
 * so that the connection can be used again, however long that takes.
 */
public final class RequestsInFlight implements ExecChainHandler {

    private static final Duration WINDOW = Duration.ofSeconds(10);

    private final Duration limit;
    private final long minRate;
    private final LongSupplier nanoTime;
    private final Set<RequestOnTheWire> requests = ConcurrentHashMap.newKeySet();

    @SuppressWarnings("ThreadLocalUsage") // each context has its own requests
    private final ThreadLocal<Deadline> next = new ThreadLocal<>();

    /**
     * @param limit longest time from the sending of a request to the last byte of its reply
     * @param minRate slowest that the body of a reply may arrive, in bytes per second, over 10 s; 0 for any
     */
    public RequestsInFlight(Duration limit, long minRate) {
        this(limit, minRate, System::nanoTime);
    }

    /** The same with a clock such as {@link System#nanoTime}. */
    public RequestsInFlight(Duration limit, long minRate, LongSupplier nanoTime) {
        this.limit = limit;
        this.minRate = minRate;
        this.nanoTime = nanoTime;
    }

    /** The next request of this thread is for that work. */
    public void nextIsFor(Deadline work) {
        next.set(work);
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        RequestOnTheWire sent = new RequestOnTheWire(
                scope.originalRequest, scope.execRuntime, Optional.ofNullable(next.get()), nanoTime.getAsLong());
        next.remove();
        requests.add(sent);
        boolean bodyFollows = false;
        try {
            ClassicHttpResponse response = chain.proceed(request, scope);
            sent.headArrived();
            HttpEntity entity = response.getEntity();
            bodyFollows = entity != null && entity.isStreaming();
            if (bodyFollows) {
                response.setEntity(new Reply(entity, sent));
            }
            return response;
        } catch (IOException | HttpException | RuntimeException e) {
            Optional<IOException> cut = sent.explain(e);
            if (cut.isPresent()) {
                throw cut.get();
            }
            throw e;
        } finally {
            if (!bodyFollows) {
                requests.remove(sent);
            }
        }
    }

    /** Cuts off what is to end: to be called about once a second. */
    public void cutOverdue() {
        long now = nanoTime.getAsLong();
        for (RequestOnTheWire request : requests) {
            overdue(request, now).ifPresent(reason -> {
                request.cut(reason);
                requests.remove(request);
            });
        }
    }

    /** Cuts off all that are on the wire now. */
    public void cutAll(String reason) {
        List.copyOf(requests).forEach(request -> {
            request.cut(reason);
            requests.remove(request);
        });
    }

    private Optional<String> overdue(RequestOnTheWire request, long now) {
        Optional<String> over = request.over();
        if (over.isPresent()) {
            return over;
        }
        if (request.isOlderThan(limit, now)) {
            return Optional.of(
                    "the reply was not complete within swath.earth-engine.timeout = " + Durations.text(limit));
        }
        return minRate > 0 && request.isSlow(minRate, WINDOW, now)
                ? Optional.of("the reply was slower than swath.earth-engine.min-rate = " + minRate)
                : Optional.empty();
    }

    /** The requests that are for some work, each in a few words. */
    public List<String> of(Deadline work) {
        long now = nanoTime.getAsLong();
        return requests.stream()
                .filter(request -> request.belongsTo(work))
                .map(request -> request.state(now))
                .sorted()
                .toList();
    }

    /** A body whose stream is used by one thread at a time, which gets the same one each time. */
    private final class Reply extends HttpEntityWrapper {

        private final HttpEntity entity;
        private final RequestOnTheWire request;
        private Body body;

        Reply(HttpEntity entity, RequestOnTheWire request) {
            super(entity);
            this.entity = entity;
            this.request = request;
        }

        @Override
        public InputStream getContent() throws IOException {
            if (body == null) {
                body = new Body(entity.getContent(), entity.getContentLength(), request);
            }
            return body;
        }
    }

    private final class Body extends FilterInputStream {

        private final long length;
        private final RequestOnTheWire request;
        private long count;
        private boolean ended;

        /** A body of so many bytes; a negative number where that is not known. */
        Body(InputStream body, long length, RequestOnTheWire request) {
            super(body);
            this.length = length;
            this.request = request;
        }

        @Override
        public int read() throws IOException {
            int value;
            try {
                value = super.read();
            } catch (IOException | RuntimeException e) {
                throw explained(e);
            }
            arrived(value < 0 ? -1 : 1);
            return value;
        }

        @Override
        public int read(byte[] bytes, int from, int most) throws IOException {
            int read;
            try {
                read = super.read(bytes, from, most);
            } catch (IOException | RuntimeException e) {
                throw explained(e);
            }
            arrived(read);
            return read;
        }

        @Override
        public long skip(long most) throws IOException {
            long skipped = super.skip(most);
            arrived(skipped);
            return skipped;
        }

        private IOException explained(Exception failure) {
            return request.explain(failure)
                    .orElseGet(() -> failure instanceof IOException same ? same : new IOException(failure));
        }

        private void arrived(long bytes) throws IOException {
            request.requireWhole();
            request.arrived(Math.max(0, bytes));
            count += Math.max(0, bytes);
            ended = ended || bytes < 0 || count == length;
            if (ended) {
                requests.remove(request);
            }
        }

        @Override
        public void close() throws IOException {
            requests.remove(request);
            if (ended) {
                super.close();
            } else {
                ended = true;
                request.cut("the reply was closed before its end");
                in = nullInputStream();
            }
        }
    }
}
