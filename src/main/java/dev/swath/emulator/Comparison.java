package dev.swath.emulator;

import dev.swath.emulator.archive.Scene;
import dev.swath.emulator.archive.SearchBounds;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares a field of an image with a value: {@code startTime}, {@code endTime}, {@code updateTime}, {@code sizeBytes},
 * {@code system:index}, or a property with or without {@code properties.} before its name. If an image lacks the
 * property, or its type differs from the value's, the comparison is false. Numbers are unquoted and texts quoted; an
 * unquoted word counts as text, too.
 *
 * @param field as written
 * @param operator the comparison operator
 * @param value as written, without quotes
 * @param quoted whether the value was quoted
 * @param time the value of a field that is a time
 */
record Comparison(String field, Operator operator, String value, boolean quoted, Optional<Instant> time)
        implements FilterExpression {

    /** AIP-160's comparators. */
    enum Operator {
        EQUAL,
        NOT_EQUAL,
        LESS,
        AT_MOST,
        GREATER,
        AT_LEAST,
        HAS;

        private static final Map<String, Operator> SIGNS =
                Map.of("=", EQUAL, "!=", NOT_EQUAL, "<", LESS, "<=", AT_MOST, ">", GREATER, ">=", AT_LEAST, ":", HAS);

        static Operator of(String sign) {
            return SIGNS.get(sign);
        }

        /**
         * @param order the result of comparing the field's value with the given one, as a Comparator returns it
         */
        boolean holds(int order) {
            return switch (this) {
                case EQUAL, HAS -> order == 0;
                case NOT_EQUAL -> order != 0;
                case LESS -> order < 0;
                case AT_MOST -> order <= 0;
                case GREATER -> order > 0;
                case AT_LEAST -> order >= 0;
            };
        }
    }

    private static final String PROPERTIES = "properties.";
    private static final String ANY = "*";

    /** A comparison as written. Throws an {@link ApiException} if a time can't be read. */
    Comparison(String field, Operator operator, String value, boolean quoted) {
        this(field, operator, value, quoted, isTime(field) ? Optional.of(time(value)) : Optional.empty());
    }

    /** A comparison of the acquisition time. */
    static Comparison start(Operator operator, String time) {
        return new Comparison("startTime", operator, time, true);
    }

    @Override
    public boolean matches(Scene scene) {
        if (time.isPresent()) {
            Instant actual =
                    switch (field) {
                        case "startTime" -> scene.start();
                        case "endTime" -> scene.end();
                        default -> scene.updated();
                    };
            return operator.holds(actual.compareTo(time.get()));
        }
        return actual(scene).filter(this::holds).isPresent();
    }

    /** An image begins no later than it ends, so an upper limit of its end also limits its start. */
    @Override
    public void narrow(SearchBounds bounds) {
        if (time.isPresent()) {
            narrow(bounds, time.get());
        } else if (operator == Operator.EQUAL) {
            Set<Object> values = new HashSet<>(Set.of(value));
            Optional.of(value)
                    .filter(text -> !quoted)
                    .flatMap(Comparison::number)
                    .ifPresent(values::add);
            bounds.property(name(), values);
        }
    }

    private void narrow(SearchBounds bounds, Instant time) {
        boolean start = field.equals("startTime");
        if (!start && !field.equals("endTime")) {
            return;
        }
        if (operator == Operator.LESS) {
            bounds.before(time);
        } else if (operator == Operator.AT_MOST || operator == Operator.EQUAL) {
            bounds.before(time.plusNanos(1));
        }
        if (start && (operator == Operator.AT_LEAST || operator == Operator.GREATER || operator == Operator.EQUAL)) {
            bounds.notBefore(time);
        }
    }

    private String name() {
        return field.startsWith(PROPERTIES) ? field.substring(PROPERTIES.length()) : field;
    }

    private Optional<Object> actual(Scene scene) {
        String name = name();
        Optional<Object> property = scene.property(name);
        if (property.isPresent()) {
            return property;
        }
        return switch (name) {
            case "system:index" -> Optional.of(scene.index());
            case "sizeBytes" -> Optional.of(scene.sizeBytes());
            default -> Optional.empty();
        };
    }

    private boolean holds(Object actual) {
        if (operator == Operator.HAS && value.equals(ANY)) {
            return true;
        }
        if (actual instanceof List<?> list) {
            return operator == Operator.HAS
                    && list.stream().anyMatch(element -> String.valueOf(element).equals(value));
        }
        if (actual instanceof Number number) {
            Optional<Double> wanted = quoted ? Optional.empty() : number(value);
            return wanted.isPresent() && operator.holds(Double.compare(number.doubleValue(), wanted.get()));
        }
        String text = actual.toString();
        if (operator == Operator.HAS) {
            return text.toLowerCase(Locale.ROOT).contains(value.toLowerCase(Locale.ROOT));
        }
        return operator.holds(text.compareTo(value));
    }

    private static Optional<Double> number(String text) {
        try {
            return Optional.of(Double.parseDouble(text) + 0.0); // no negative zero
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean isTime(String field) {
        return field.equals("startTime") || field.equals("endTime") || field.equals("updateTime");
    }

    private static Instant time(String value) {
        try {
            return OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeException e) {
            throw ApiException.invalid("Invalid filter: '%s' is not a time as RFC 3339 has it.", value);
        }
    }
}
