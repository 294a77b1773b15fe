package dev.swath.emulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What the emulator was asked: counts since it started, and the last requests one by one. */
public final class AccessLog {

    /**
     * One request.
     *
     * @param method as sent
     * @param path with the query, as sent
     * @param status HTTP status of the answer
     * @param userProject header {@code X-Goog-User-Project}
     * @param replyBytes size of the answer's body
     */
    public record Access(String method, String path, int status, Optional<String> userProject, long replyBytes) {}

    private static final int REMEMBERED = 1000;
    private static final int TOO_MANY_REQUESTS = 429;

    private final ConcurrencyLimit limit;
    private final Deque<Access> recent = new ArrayDeque<>();
    private long requests;
    private long pixelRequests;
    private long rejected;

    AccessLog(ConcurrencyLimit limit) {
        this.limit = limit;
    }

    synchronized void add(Access access) {
        requests++;
        if (access.path().replaceFirst("\\?.*", "").endsWith(":getPixels")) {
            pixelRequests++;
        }
        if (access.status() == TOO_MANY_REQUESTS) {
            rejected++;
        }
        if (recent.size() == REMEMBERED) {
            recent.removeFirst();
        }
        recent.addLast(access);
    }

    /** All requests answered. */
    public synchronized long requests() {
        return requests;
    }

    /** Requests for pixels, whatever they were answered. */
    public synchronized long pixelRequests() {
        return pixelRequests;
    }

    /** Requests turned away with 429. */
    public synchronized long rejected() {
        return rejected;
    }

    /** The most requests that were being served at one time; what was turned away doesn't count. */
    public int mostInFlight() {
        return limit.mostInFlight();
    }

    /** The last requests, at most 1000, oldest first. */
    public synchronized List<Access> recent() {
        return List.copyOf(recent);
    }
}
