package dev.swath.job;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the values of settings. Each error names the setting. */
public final class SettingReader {

    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private final Function<String, Optional<String>> values;
    private final boolean defaults;

    private SettingReader(Function<String, Optional<String>> values, boolean defaults) {
        this.values = values;
        this.defaults = defaults;
    }

    /**
     * Reads values, and the default of each setting that has none.
     *
     * @param values by their full keys, such as {@code swath.scale}; an empty value means not set
     */
    public static SettingReader of(Function<String, Optional<String>> values) {
        return new SettingReader(values, true);
    }

    /**
     * Reads values among which are the defaults already: a setting that has none was set to nothing.
     *
     * @param values by their full keys
     */
    public static SettingReader ofComplete(Function<String, Optional<String>> values) {
        return new SettingReader(values, false);
    }

    /** What was set, without the default. */
    Optional<String> given(String key) {
        return values.apply(key).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** What was set, or the default. */
    public Optional<String> text(String key) {
        return given(key).or(() -> defaults ? defaultOf(key) : Optional.empty());
    }

    private static Optional<String> defaultOf(String key) {
        return Setting.find(key).map(Setting::defaultValue).filter(value -> !value.isEmpty());
    }

    /** The value of every setting that a job can have of its own; an empty text where there is none. */
    Map<String, String> ofJobs() {
        return Setting.all().stream()
                .filter(Setting::perJob)
                .collect(Collectors.toMap(
                        Setting::key, setting -> text(setting.key()).orElse("")));
    }

    /** What was set, or the default; the setting must have one of them. */
    public String required(String key) {
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
    public long whole(String key, long least, long most) {
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

    /** True or false, in letters of either case. */
    boolean bool(String key) {
        return truth(key, required(key).toLowerCase(Locale.ROOT));
    }

    /** True or false, written so: route files compare the text. */
    public boolean flag(String key) {
        return truth(key, required(key));
    }

    private boolean truth(String key, String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new SettingException(key, required(key), "is neither true nor false; write true or false");
        };
    }

    /** One of a few words: the names of the enum's constants in lower case, with dashes. */
    public <E extends Enum<E>> E choice(String key, Class<E> type) {
        return choice(key, required(key), type);
    }

    /** Some of a few words, separated by commas. */
    <E extends Enum<E>> Set<E> choices(String key, Class<E> type) {
        Set<E> choices = EnumSet.noneOf(type);
        list(key).forEach(value -> choices.add(choice(key, value, type)));
        return choices;
    }

    private static <E extends Enum<E>> E choice(String key, String value, Class<E> type) {
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
