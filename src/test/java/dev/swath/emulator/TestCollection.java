package dev.swath.emulator;

import dev.swath.emulator.archive.Scene;
import dev.swath.emulator.archive.SceneCollection;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Images of one place, one a day from 2024-01-01T16:00:00Z on, made when they are requested.
 *
 * @param id of the collection
 * @param size number of images
 */
record TestCollection(String id, int size) implements SceneCollection {

    static final Instant FIRST = Instant.parse("2024-01-01T16:00:00Z");

    private Scene day(int day) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("CLOUDY_PIXEL_PERCENTAGE", day * 7.5 % 100);
        properties.put("MGRS_TILE", day % 2 == 0 ? "17PLK" : "17PLL");
        properties.put("SENSING_ORBIT_NUMBER", 54L);
        properties.put("PROCESSING_BASELINE", "05.10");
        return new TestScene("IMAGE_%05d".formatted(day), FIRST.plus(Duration.ofDays(day)), properties);
    }

    @Override
    public Map<String, Object> properties() {
        return Map.of("title", "Images for tests", "period", 0);
    }

    @Override
    public Instant updated() {
        return FIRST.plus(Duration.ofDays(size));
    }

    @Override
    public Iterator<Scene> scenes(Query query) {
        return Stream.iterate(0, day -> day < size, day -> day + 1)
                .map(this::day)
                .filter(scene -> query.start()
                        .filter(start -> scene.start().isBefore(start))
                        .isEmpty())
                .filter(scene ->
                        query.end().filter(end -> !scene.start().isBefore(end)).isEmpty())
                .iterator();
    }

    @Override
    public Optional<Scene> scene(String index) {
        return index.matches("IMAGE_\\d{5}") && Integer.parseInt(index.substring(6)) < size
                ? Optional.of(day(Integer.parseInt(index.substring(6))))
                : Optional.empty();
    }
}
