package dev.swath.emulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The requests that the emulator received: counts since it started, and the latest ones. */
public final class AccessLog {

    /**
     * One request.
     *
     * @param method as sent
     * @param path with the query, as sent
     * @param status HTTP status of the reply; 0 if a fault suppressed it
     * @param userProject header {@code X-Goog-User-Project}
     * @param replyBytes size of the reply's body, whether or not all of it was sent
     */
    public record Access(String method, String path, int status, Optional<String> userProject, long replyBytes) {}

    private static final int REMEMBERED = 1000;
    private static final int TOO_MANY_REQUESTS = 429;

    private final ConcurrencyLimit limit;
    private final Deque<Access> recent = new ArrayDeque<>();
    private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
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

    synchronized void add(Fault fault) {
        faults.merge(fault, 1L, Long::sum);
    }

    /** How many requests each fault has hit; faults that hit none are left out. */
    public synchronized Map<Fault, Long> faults() {
        return Map.copyOf(faults);
    }

    /** All requests, whatever their replies. */
    public synchronized long requests() {
        return requests;
    }

    /** Requests for pixels, whatever their replies. */
    public synchronized long pixelRequests() {
        return pixelRequests;
    }

    /** Requests refused with 429, because of the limit or a fault. */
    public synchronized long rejected() {
        return rejected;
    }

    /** The most requests served at one time; refused requests do not count. */
    public int mostInFlight() {
        return limit.mostInFlight();
    }

    /** The latest requests, at most 1000, oldest first. */
    public synchronized List<Access> recent() {
        return List.copyOf(recent);
    }
}
