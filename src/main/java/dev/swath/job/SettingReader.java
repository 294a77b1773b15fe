package dev.swath.job;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the values of settings. Each error names the setting. */
final class SettingReader {

    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private final Function<String, Optional<String>> settings;

    SettingReader(Function<String, Optional<String>> settings) {
        this.settings = settings;
    }

    /** What was set, without the default. */
    Optional<String> given(String key) {
        return settings.apply(key).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** What was set, or the default. */
    Optional<String> text(String key) {
        return given(key).or(() -> Setting.find(key).map(Setting::defaultValue).filter(value -> !value.isEmpty()));
    }

    String required(String key) {
        return text(key)
                .orElseThrow(() -> new SettingException(
                        key,
                        "",
                        "is not set; write for example "
                                + Setting.find(key).orElseThrow().example()));
    }

    /** A value that a parser accepts. When it does not, the parser's message becomes the remedy. */
    <T> T parsed(String key, Function<String, T> parser) {
        String value = required(key);
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException e) {
            throw new SettingException(key, value, e.getMessage());
        }
    }

    /** Numbers separated by commas; none if nothing is set. */
    List<Double> numbers(String key) {
        return list(key).stream().map(value -> number(key, value)).toList();
    }

    OptionalDouble number(String key) {
        return text(key).map(value -> OptionalDouble.of(number(key, value))).orElse(OptionalDouble.empty());
    }

    private double number(String key, String value) {
        if (NUMBER.matcher(value).matches()) {
            double number = Double.parseDouble(value);
            if (Math.abs(number) < Double.POSITIVE_INFINITY) {
                return number;
            }
        }
        throw new SettingException(key, required(key), "is not a number; write one such as " + example(key));
    }

    /** A whole number within bounds. */
    long whole(String key, long least, long most) {
        String value = required(key);
        if (value.matches("\\d{1,18}")) {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw new SettingException(
                key,
                value,
                "is not a whole number from " + least + " to " + most + "; write one such as " + example(key));
    }

    boolean bool(String key) {
        String value = required(key);
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new SettingException(key, value, "is neither true nor false; write true or false");
        };
    }

    /** One of a few words: the names of the enum's constants in lower case, with dashes. */
    <E extends Enum<E>> E choice(String key, Class<E> type) {
        String value = required(key);
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> word(constant).equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(() -> new SettingException(
                        key,
                        value,
                        "is not known; write "
                                + Arrays.stream(type.getEnumConstants())
                                        .map(SettingReader::word)
                                        .collect(Collectors.joining(" or "))));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Parts separated by commas; none if nothing is set. */
    List<String> list(String key) {
        return text(key)
                .map(value ->
                        Arrays.stream(value.split(",", -1)).map(String::strip).toList())
                .orElse(List.of());
    }

    private static String example(String key) {
        return Setting.find(key).orElseThrow().example();
    }
}
