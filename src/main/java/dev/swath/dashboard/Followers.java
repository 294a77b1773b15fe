package dev.swath.dashboard;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Those who follow the runs, each over a connection of its own, by server-sent events. */
final class Followers {

    private static final String PATH = "/api/events";
    private static final int MOST = 16;

    private final Set<HttpServerResponse> followers = ConcurrentHashMap.newKeySet();
    private final LiveRuns live;
    private final Gate gate;

    /**
     * @param live what is followed
     * @param gate who may
     */
    Followers(LiveRuns live, Gate gate) {
        this.live = live;
        this.gate = gate;
        live.follow(this::tell);
    }

    /** Takes in whoever asks for it; before the routes, which know nothing of connections that stay. */
    void attach(Router router) {
        router.get(PATH).order(-1).handler(this::take);
    }

    /** How many there are. */
    int count() {
        return followers.size();
    }

    private void take(RoutingContext request) {
        HttpServerResponse response = request.response();
        Replies.HEADERS.forEach(response::putHeader);
        response.putHeader("Cache-Control", "no-store");
        try {
            gate.admitName(Optional.ofNullable(request.request().authority()).map(Object::toString));
            if (followers.size() >= MOST) {
                throw new Refusal(503, "too many follow the runs already; close another page");
            }
        } catch (Refusal refusal) {
            Reply reply = Reply.refusal(refusal.status(), refusal.getMessage());
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
        // First, so that nothing falls between how far the runs are and what is told next.
        followers.add(response);
        live.all().forEach(run -> response.write(live.progress(run).text()));
    }

    /** A sign of life, so that nobody on the way takes the connections for dead. */
    void beat() {
        send(": all is well\n\n");
    }

    private void tell(Event event) {
        send(event.text());
    }

    /** One who does not read is let go: it comes back and asks for what it has missed. */
    private void send(String text) {
        for (HttpServerResponse follower : followers) {
            if (follower.closed() || follower.writeQueueFull()) {
                followers.remove(follower);
                follower.reset();
            } else {
                follower.write(text);
            }
        }
    }
}
