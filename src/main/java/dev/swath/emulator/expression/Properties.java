package dev.swath.emulator.expression;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The properties of an element. Those of a stored image are computed only when they are read. */
public final class Properties {

    /** Properties that may be expensive to compute. */
    public interface Source {

        /** The value of a property. */
        Optional<Object> get(String name);

        /** Names of all properties. */
        Set<String> names();
    }

    private static final Properties NONE = of(Map.of());

    private final Source source;
    private final Map<String, Object> changed;

    private Properties(Source source, Map<String, Object> changed) {
        this.source = source;
        this.changed = changed;
    }

    /** No properties. */
    public static Properties none() {
        return NONE;
    }

    /** The properties of a source. */
    public static Properties of(Source source) {
        return new Properties(source, Map.of());
    }

    /** These properties. */
    public static Properties of(Map<String, Object> properties) {
        Map<String, Object> known = new TreeMap<>(properties);
        return of(new Source() {
            @Override
            public Optional<Object> get(String name) {
                return Optional.ofNullable(known.get(name));
            }

            @Override
            public Set<String> names() {
                return known.keySet();
            }
        });
    }

    /** The value of a property; empty if it is missing or null. */
    public Optional<Object> get(String name) {
        if (changed.containsKey(name)) {
            return Optional.of(changed.get(name)).filter(value -> value != Nothing.NULL);
        }
        return source.get(name);
    }

    /** Names in order. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>(source.names());
        changed.forEach((name, value) -> {
            if (value == Nothing.NULL) {
                names.remove(name);
            } else {
                names.add(name);
            }
        });
        return names;
    }

    /** All names and values. */
    public Map<String, Object> all() {
        Map<String, Object> all = new TreeMap<>();
        names().forEach(name -> get(name).ifPresent(value -> all.put(name, value)));
        return all;
    }

    /** The same properties with one set; null removes it. */
    public Properties with(String name, Object value) {
        Map<String, Object> more = new TreeMap<>(changed);
        more.put(name, value);
        return new Properties(source, more);
    }

    /** Only some of the properties. */
    public Properties only(Set<String> wanted) {
        Properties all = this;
        return of(new Source() {
            @Override
            public Optional<Object> get(String name) {
                return wanted.contains(name) ? all.get(name) : Optional.empty();
            }

            @Override
            public Set<String> names() {
                Set<String> names = new TreeSet<>(all.names());
                names.retainAll(wanted);
                return names;
            }
        });
    }
}
