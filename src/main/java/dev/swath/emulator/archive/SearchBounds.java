package dev.swath.emulator.archive;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.locationtech.jts.geom.Envelope;

/** The area, the time and the properties that a search has to cover, gathered from the parts of a filter. */
public final class SearchBounds {

    private Optional<Envelope> area = Optional.empty();
    private Optional<Instant> start = Optional.empty();
    private Optional<Instant> end = Optional.empty();
    private final Map<String, Set<Object>> properties = new HashMap<>();

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

    /** Nothing whose property has none of these values matches; numbers of any type are equal if their values are. */
    public void property(String name, Set<?> values) {
        Set<Object> known = new HashSet<>();
        values.forEach(value -> known.add(value instanceof Number number ? (Object) number.doubleValue() : value));
        properties.merge(name, known, (one, other) -> {
            one.retainAll(other);
            return one;
        });
    }

    /** Nothing matches that is outside all of these bounds. */
    public void anyOf(List<SearchBounds> parts) {
        List<SearchBounds> possible =
                parts.stream().filter(part -> !part.isEmpty()).toList();
        if (possible.isEmpty()) {
            property("", Set.of());
            return;
        }
        if (possible.stream().allMatch(part -> part.area.isPresent())) {
            Envelope all = new Envelope();
            possible.forEach(part -> all.expandToInclude(part.area.orElseThrow()));
            within(all);
        }
        if (possible.stream().allMatch(part -> part.start.isPresent())) {
            possible.stream()
                    .map(part -> part.start.orElseThrow())
                    .min(Comparator.naturalOrder())
                    .ifPresent(this::notBefore);
        }
        if (possible.stream().allMatch(part -> part.end.isPresent())) {
            possible.stream()
                    .map(part -> part.end.orElseThrow())
                    .max(Comparator.naturalOrder())
                    .ifPresent(this::before);
        }
        for (String name : possible.get(0).properties.keySet()) {
            if (possible.stream().allMatch(part -> part.properties.containsKey(name))) {
                Set<Object> all = new HashSet<>();
                possible.forEach(part -> all.addAll(part.properties.get(name)));
                property(name, all);
            }
        }
    }

    /** Whether nothing can match. */
    public boolean isEmpty() {
        return (start.isPresent() && end.isPresent() && !start.get().isBefore(end.get()))
                || properties.values().stream().anyMatch(Set::isEmpty);
    }

    public SceneCollection.Query query() {
        return new SceneCollection.Query(area, start, end, properties);
    }
}
