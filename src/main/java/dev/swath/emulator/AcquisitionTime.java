package dev.swath.emulator;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Determines when the image in a file was acquired. */
final class AcquisitionTime {

    private static final Pattern STAMP = Pattern.compile("(?<!\\d)((?:19|20)\\d{6})(?:T(\\d{6})(?!\\d)|(?!\\d))");
    private static final List<String> ITEMS =
            List.of("ACQUISITION_TIME", "ACQUISITIONDATETIME", "DATE_ACQUIRED", "TIFFTAG_DATETIME");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss", Locale.ROOT);
    private static final DateTimeFormatter TIFF = DateTimeFormatter.ofPattern("yyyy:MM:dd HH:mm:ss", Locale.ROOT);

    private AcquisitionTime() {}

    /** The first date in a file's name, written yyyyMMdd, with the time directly after it if written THHmmss; UTC. */
    static Optional<Instant> ofName(String name) {
        Matcher stamp = STAMP.matcher(name);
        while (stamp.find()) {
            try {
                LocalDate date = LocalDate.parse(stamp.group(1), DateTimeFormatter.BASIC_ISO_DATE);
                LocalTime time = stamp.group(2) == null ? LocalTime.MIDNIGHT : LocalTime.parse(stamp.group(2), TIME);
                return Optional.of(date.atTime(time).toInstant(ZoneOffset.UTC));
            } catch (DateTimeException e) {
                // Not a date; later digits may be one.
            }
        }
        return Optional.empty();
    }

    /** The time in a file's metadata items, a date or a date and time; UTC unless it has an offset. */
    static Optional<Instant> ofMetadata(Map<String, String> items) {
        return ITEMS.stream()
                .map(items::get)
                .filter(value -> value != null)
                .flatMap(value -> parse(value.strip()).stream())
                .findFirst();
    }

    private static Optional<Instant> parse(String text) {
        List<Parser> parsers = List.of(
                () -> OffsetDateTime.parse(text).toInstant(),
                () -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC),
                () -> LocalDateTime.parse(text, TIFF).toInstant(ZoneOffset.UTC),
                () -> LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
        for (Parser parser : parsers) {
            try {
                return Optional.of(parser.parse());
            } catch (DateTimeException e) {
                // The next form.
            }
        }
        return Optional.empty();
    }

    private interface Parser {
        Instant parse();
    }
}
