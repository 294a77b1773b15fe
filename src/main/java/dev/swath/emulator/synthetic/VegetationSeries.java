package dev.swath.emulator.synthetic;

import dev.swath.emulator.archive.SceneCollection.Query;
import dev.swath.emulator.landscape.Landscape;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The global maps of vegetation of MODIS: one for every 16 days, beginning anew on each first of January. */
final class VegetationSeries implements Series {

    static final int DAYS = 16;
    static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("uuuu_MM_dd", Locale.ROOT);

    private final Landscape landscape;

    VegetationSeries(Landscape landscape) {
        this.landscape = landscape;
    }

    @Override
    public Iterator<Picture> pictures(Query query, Instant start, Instant end) {
        LocalDate first = LocalDate.ofInstant(start, ZoneOffset.UTC).minusDays(DAYS);
        return Stream.iterate(
                        periodOf(first),
                        day -> day.atStartOfDay().toInstant(ZoneOffset.UTC).isBefore(end),
                        day -> periodOf(day.plusDays(DAYS)))
                .<Picture>map(day -> new VegetationPicture(day, landscape))
                .iterator();
    }

    /** The first day of the period that a day belongs to. */
    private static LocalDate periodOf(LocalDate day) {
        return day.withDayOfYear((day.getDayOfYear() - 1) / DAYS * DAYS + 1);
    }

    @Override
    public Optional<Picture> picture(String index) {
        try {
            LocalDate day = LocalDate.parse(index, NAME);
            return Optional.of(day)
                    .filter(first -> first.equals(periodOf(first)))
                    .map(first -> new VegetationPicture(first, landscape));
        } catch (DateTimeException e) {
            // Not a date: no image has this name.
            return Optional.empty();
        }
    }
}
