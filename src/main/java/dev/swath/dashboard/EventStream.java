package dev.swath.dashboard;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The clients that follow runs, each over its own connection, by server-sent events. */
final class EventStream {

    private static final String PATH = "/api/events";
    private static final int MOST = 16;

    private final Set<HttpServerResponse> followers = ConcurrentHashMap.newKeySet();
    private final LiveRunTracker live;

    /** @param live the runs to follow */
    EventStream(LiveRunTracker live) {
        this.live = live;
        live.follow(this::publish);
    }

    /** Accepts clients. It is attached before the routes, which do not support connections that stay open. */
    void attach(Router router) {
        router.get(PATH).order(-1).handler(this::take);
    }

    /** The number of clients. */
    int count() {
        return followers.size();
    }

    private void take(RoutingContext request) {
        HttpServerResponse response = request.response();
        response.putHeader("Cache-Control", "no-store");
        if (followers.size() >= MOST) {
            Reply reply = Reply.refusal(503, "too many pages follow the runs already; close one of them");
            response.setStatusCode(reply.status())
                    .putHeader("Content-Type", reply.type())
                    .end(new String(reply.body(), StandardCharsets.UTF_8));
            return;
        }
        response.closeHandler(gone -> followers.remove(response));
        response.exceptionHandler(broken -> followers.remove(response));
        response.setChunked(true)
                .putHeader("Content-Type", "text/event-stream")
                .write(": these are the runs of Swath\n\n");
        // Sent first, so that no event is lost between the current state and the first update.
        followers.add(response);
        live.all().forEach(run -> response.write(live.progress(run).text()));
    }

    /** A heartbeat, so that no proxy closes idle connections. */
    void beat() {
        send(": all is well\n\n");
    }

    private void publish(LiveEvent event) {
        send(event.text());
    }

    /** A client that does not read is disconnected; it reconnects and asks for what it missed. */
    private void send(String text) {
        for (HttpServerResponse follower : List.copyOf(followers)) {
            if (follower.closed() || follower.writeQueueFull()) {
                followers.remove(follower);
                follower.reset();
            } else {
                follower.write(text);
            }
        }
    }
}
