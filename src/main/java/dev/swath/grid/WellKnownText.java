package dev.swath.grid;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads reference systems from well-known text of both versions (OGC 01-009, 18-010) and writes it in the first, which Earth
 * Engine uses.
 */
final class WellKnownText {

    private static final int LONGEST = 20_000;
    private static final int DEEPEST = 20;

    /**
     * An element such as {@code UNIT["m", 1]}.
     *
     * @param keyword in capitals
     * @param values texts and numbers, in order
     * @param parts the elements inside, in order
     */
    private record Element(String keyword, List<String> values, List<Element> parts) {

        Optional<Element> part(String... keywords) {
            return parts.stream()
                    .filter(part -> List.of(keywords).contains(part.keyword))
                    .findFirst();
        }

        String value(int index) {
            if (index >= values.size()) {
                throw new IllegalArgumentException("the well-known text has an incomplete " + keyword);
            }
            return values.get(index);
        }

        double number(int index) {
            try {
                return Double.parseDouble(value(index));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "the well-known text has '" + value(index) + "' in " + keyword + " instead of a number", e);
            }
        }
    }

    private final String text;
    private int at;

    private WellKnownText(String text) {
        this.text = text;
    }

    /**
     * The system that a text describes, or names by its code at the end.
     *
     * @throws IllegalArgumentException if it is not such a text, or its projection can't be computed
     */
    static Projection read(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("the well-known text of the reference system is too long");
        }
        WellKnownText reader = new WellKnownText(text);
        Element system = reader.element(0);
        reader.skip();
        if (reader.at < text.length()) {
            throw new IllegalArgumentException("the well-known text goes on after its last bracket");
        }
        Optional<Projection> known = system.part("AUTHORITY", "ID").flatMap(WellKnownText::coded);
        return known.orElseGet(() -> definition(system).projection());
    }

    private static Optional<Projection> coded(Element id) {
        try {
            return Optional.of(Projection.of(id.value(0) + ":" + id.value(1)));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    private static ProjectionDefinition definition(Element system) {
        boolean projected = List.of("PROJCS", "PROJCRS", "PROJECTEDCRS").contains(system.keyword);
        boolean geographic = List.of("GEOGCS", "GEOGCRS", "GEOGRAPHICCRS", "GEODCRS", "GEODETICCRS", "BASEGEOGCRS")
                .contains(system.keyword);
        if (!projected && !geographic) {
            throw new IllegalArgumentException("a " + system.keyword + " is not a reference system of maps");
        }
        Element earth =
                projected ? system.part("GEOGCS", "BASEGEOGCRS", "BASEGEODCRS").orElse(system) : system;
        Element ellipsoid = Stream.of("DATUM", "ENSEMBLE", "GEODETICDATUM", "TRF")
                .flatMap(keyword -> earth.part(keyword).stream())
                .flatMap(datum -> datum.part("SPHEROID", "ELLIPSOID").stream())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the well-known text has no ellipsoid"));
        if (earth.part("PRIMEM", "PRIMEMERIDIAN")
                .filter(zero -> zero.number(1) != 0)
                .isPresent()) {
            throw new IllegalArgumentException(
                    "the reference system counts longitudes from another meridian than Greenwich");
        }
        Map<ProjectionParameter, Double> parameters = new EnumMap<>(ProjectionParameter.class);
        Optional<ProjectionMethod> method = Optional.empty();
        double unit = 1;
        if (projected) {
            Element conversion = system.part("CONVERSION").orElse(system);
            method = Optional.of(method(conversion));
            conversion.parts.stream()
                    .filter(part -> part.keyword.equals("PARAMETER"))
                    .forEach(part -> put(part, parameters));
            unit = unit(system).map(length -> length.number(1)).orElse(1.0);
        }
        return new ProjectionDefinition(
                system.value(0), method, parameters, ellipsoid.number(1), ellipsoid.number(2), unit);
    }

    private static Optional<Element> unit(Element system) {
        return system.part("UNIT", "LENGTHUNIT").or(() -> system.part("AXIS").flatMap(axis -> axis.part("LENGTHUNIT")));
    }

    private static ProjectionMethod method(Element conversion) {
        String name = conversion
                .part("PROJECTION", "METHOD")
                .map(part -> part.value(0))
                .orElseThrow(() -> new IllegalArgumentException("the well-known text has no projection"));
        return ProjectionMethod.named(name)
                .orElseThrow(() -> new IllegalArgumentException("the projection '" + name + "' can't be computed"));
    }

    private static void put(Element element, Map<ProjectionParameter, Double> parameters) {
        Optional<ProjectionParameter> parameter = ProjectionParameter.named(element.value(0));
        double value = element.number(1);
        if (parameter.isPresent()) {
            parameters.put(parameter.get(), value);
        } else if (value != 0) {
            throw new IllegalArgumentException("the projection has the unknown parameter '" + element.value(0) + "'");
        }
    }

    private Element element(int depth) {
        skip();
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        String keyword = text.substring(start, at).toUpperCase(Locale.ROOT);
        skip();
        if (keyword.isEmpty() || depth > DEEPEST || !take("[(")) {
            throw broken();
        }
        Element element = new Element(keyword, new ArrayList<>(), new ArrayList<>());
        do {
            skip();
            if (at < text.length() && text.charAt(at) == '"') {
                element.values.add(quoted());
            } else if (isElement()) {
                element.parts.add(element(depth + 1));
            } else {
                element.values.add(word());
            }
            skip();
        } while (take(","));
        if (!take("])")) {
            throw broken();
        }
        return element;
    }

    /** Whether a word with a bracket follows. */
    private boolean isElement() {
        int end = at;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return end > at && end < text.length() && "[(".indexOf(text.charAt(end)) >= 0;
    }

    private String word() {
        int start = at;
        while (at < text.length() && ",])".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at).strip();
    }

    private String quoted() {
        int end = text.indexOf('"', at + 1);
        if (end < 0) {
            throw broken();
        }
        String value = text.substring(at + 1, end);
        at = end + 1;
        return value;
    }

    private boolean take(String oneOf) {
        boolean there = at < text.length() && oneOf.indexOf(text.charAt(at)) >= 0;
        at += there ? 1 : 0;
        return there;
    }

    private void skip() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private IllegalArgumentException broken() {
        return new IllegalArgumentException("the well-known text of the reference system breaks off or is not one");
    }

    /** The text of a system that is defined by parameters. */
    static String write(ProjectionDefinition system) {
        String geographic = "GEOGCS[\"" + system.name().replace('"', '\'')
                + "\",DATUM[\"WGS_1984\",SPHEROID[\"" + system.name().replace('"', '\'') + "\","
                + ProjectionDefinition.number(system.semiMajor()) + ","
                + ProjectionDefinition.number(system.inverseFlattening())
                + "]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]]";
        if (system.method().isEmpty()) {
            return geographic;
        }
        StringBuilder text = new StringBuilder("PROJCS[\"").append(system.name().replace('"', '\''));
        text.append("\",").append(geographic).append(",PROJECTION[\"");
        text.append(system.method().get().wkt()).append("\"]");
        system.parameters().forEach((parameter, value) -> text.append(",PARAMETER[\"")
                .append(parameter.wkt())
                .append("\",")
                .append(ProjectionDefinition.number(value))
                .append(']'));
        text.append(",UNIT[\"m\",").append(ProjectionDefinition.number(system.metresPerUnit()));
        return text.append("]]").toString();
    }
}
