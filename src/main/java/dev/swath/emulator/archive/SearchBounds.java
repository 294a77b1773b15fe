package dev.swath.emulator.archive;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;

/** The area and the time that a search has to cover, gathered from the parts of a filter. */
public final class SearchBounds {

    private Optional<Envelope> area = Optional.empty();
    private Optional<Instant> start = Optional.empty();
    private Optional<Instant> end = Optional.empty();
    private final Map<String, Object> properties = new HashMap<>();

    /** Nothing outside this box matches. Of several boxes the smallest is kept: any of them is correct. */
    public void within(Envelope box) {
        if (area.isEmpty() || box.getArea() < area.get().getArea()) {
            area = Optional.of(box);
        }
    }

    /** Nothing that began before this instant matches. */
    public void notBefore(Instant instant) {
        if (start.isEmpty() || instant.isAfter(start.get())) {
            start = Optional.of(instant);
        }
    }

    /** Nothing that began at this instant or later matches. */
    public void before(Instant instant) {
        if (end.isEmpty() || instant.isBefore(end.get())) {
            end = Optional.of(instant);
        }
    }

    /** Nothing whose property has another value matches. */
    public void property(String name, Object value) {
        properties.put(name, value);
    }

    /** Whether nothing can match. */
    public boolean isEmpty() {
        return start.isPresent() && end.isPresent() && !start.get().isBefore(end.get());
    }

    public SceneCollection.Query query() {
        return new SceneCollection.Query(area, start, end, properties);
    }
}
