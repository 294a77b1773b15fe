package dev.swath.emulator.synthetic;

import dev.swath.emulator.archive.Scene;
import dev.swath.emulator.archive.SceneCollection;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterators;
import java.util.stream.StreamSupport;

/** A synthetic collection. Like the real one it grows: an image appears when Earth Engine would have received it. */
final class TableCollection implements SceneCollection {

    private final CollectionTable table;
    private final Series series;
    private final Clock clock;

    TableCollection(CollectionTable table, Series series, Clock clock) {
        this.table = table;
        this.series = series;
        this.clock = clock;
    }

    @Override
    public String id() {
        return table.id();
    }

    @Override
    public Map<String, Object> properties() {
        return table.properties();
    }

    @Override
    public Instant updated() {
        return clock.instant().truncatedTo(ChronoUnit.HOURS);
    }

    @Override
    public Iterator<Scene> scenes(Query query) {
        Instant now = clock.instant();
        Instant start = query.start().filter(table.first()::isBefore).orElse(table.first());
        Instant end = query.end().filter(now::isAfter).orElse(now);
        Iterator<Picture> pictures = series.pictures(query, start, end);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(pictures, 0), false)
                .filter(picture ->
                        !picture.start().isBefore(start) && picture.start().isBefore(end) && isThere(picture, now))
                .map(this::scene)
                .iterator();
    }

    @Override
    public Optional<Scene> scene(String index) {
        return series.picture(index)
                .filter(picture -> isThere(picture, clock.instant()))
                .map(this::scene);
    }

    private boolean isThere(Picture picture, Instant now) {
        return !picture.start().isBefore(table.first()) && !picture.updated().isAfter(now);
    }

    private Scene scene(Picture picture) {
        return new TableScene(table, picture);
    }
}
