package dev.swath.emulator;

import dev.swath.emulator.archive.SceneCollection;
import java.time.Instant;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;

/** The area and the time that a search has to cover, gathered from the parts of a filter. */
final class SearchBounds {

    private Optional<Envelope> area = Optional.empty();
    private Optional<Instant> start = Optional.empty();
    private Optional<Instant> end = Optional.empty();

    /** Nothing outside this box matches. Of several boxes the smallest is kept: any of them is correct. */
    void within(Envelope box) {
        if (area.isEmpty() || box.getArea() < area.get().getArea()) {
            area = Optional.of(box);
        }
    }

    /** Nothing that began before this instant matches. */
    void notBefore(Instant instant) {
        if (start.isEmpty() || instant.isAfter(start.get())) {
            start = Optional.of(instant);
        }
    }

    /** Nothing that began at this instant or later matches. */
    void before(Instant instant) {
        if (end.isEmpty() || instant.isBefore(end.get())) {
            end = Optional.of(instant);
        }
    }

    /** Whether nothing can match. */
    boolean isEmpty() {
        return start.isPresent() && end.isPresent() && !start.get().isBefore(end.get());
    }

    SceneCollection.Query query() {
        return new SceneCollection.Query(area, start, end);
    }
}
