package dev.swath.tracing;

import dev.swath.network.BoundedHttp;
import dev.swath.network.Network;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.HttpSenderProvider;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * Sends what OpenTelemetry exports by the same way as everything else that leaves this machine. It works on the thread
 * of the exporter, which has no other work.
 */
final class TraceSender implements HttpSender {

    private static final Set<Integer> WORTH_ANOTHER_ATTEMPT = Set.of(429, 502, 503, 504);
    private static final int ATTEMPTS = 3;
    private static final long PAUSE_MILLIS = 1000;
    private static final int MOST_BYTES = 1 << 20;

    private final HttpSenderConfig config;
    private final BoundedHttp http;

    private TraceSender(HttpSenderConfig config, Network network) {
        this.config = config;
        this.http = new BoundedHttp(network, config.getTimeout());
    }

    /** Where OpenTelemetry finds a sender, and anything else that it looks for. */
    static ComponentLoader over(Network network) {
        HttpSenderProvider provider = config -> new TraceSender(config, network);
        return new ComponentLoader() {
            @Override
            public <T> Iterable<T> load(Class<T> type) {
                return type.isInstance(provider) ? List.of(type.cast(provider)) : ServiceLoader.load(type);
            }
        };
    }

    private record Answer(int getStatusCode, byte[] getResponseBody) implements HttpResponse {
        @Override
        public String getStatusMessage() {
            return "";
        }
    }

    @Override
    public void send(MessageWriter message, Consumer<HttpResponse> onAnswer, Consumer<Throwable> onFailure) {
        try {
            ByteArrayOutputStream body = new ByteArrayOutputStream(message.getContentLength());
            message.writeMessage(body);
            onAnswer.accept(send(body.toByteArray()));
        } catch (IOException e) {
            onFailure.accept(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            onFailure.accept(e);
        }
    }

    private Answer send(byte[] body) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            BoundedHttp.Reply reply = http.exchange(request(body), config.getTimeout(), MOST_BYTES);
            if (attempt == ATTEMPTS || !WORTH_ANOTHER_ATTEMPT.contains(reply.status())) {
                return new Answer(reply.status(), reply.body());
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS * attempt);
        }
    }

    private HttpPost request(byte[] body) {
        HttpPost request = new HttpPost(config.getEndpoint());
        config.getHeadersSupplier()
                .get()
                .forEach((name, values) -> values.forEach(value -> request.addHeader(name, value)));
        request.setHeader("Content-Type", config.getContentType());
        request.setEntity(new ByteArrayEntity(body, null));
        return request;
    }

    @Override
    public CompletableResultCode shutdown() {
        return CompletableResultCode.ofSuccess();
    }
}
