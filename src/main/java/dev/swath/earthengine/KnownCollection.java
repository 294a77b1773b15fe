package dev.swath.earthengine;

import dev.swath.grid.AffineTransform;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The bands of a well-known collection, by which a job is checked before anything is requested: the table {@code
 * dev/swath/earthengine/collections.csv}, made from Earth Engine's public catalogue. A collection may get more bands after that.
 *
 * @param id Earth Engine id of the collection
 * @param pixels side of a pixel of each band in metres, in the order of the table; empty where it is not the same in all images
 */
public record KnownCollection(String id, Map<String, OptionalDouble> pixels) {

    private static final Map<String, KnownCollection> ALL = read();
    /** Any that counts in metres: the images of a collection are in many. */
    private static final Projection SOME_ZONE = Projection.of("EPSG:32631");

    public KnownCollection {
        pixels = new LinkedHashMap<>(pixels);
    }

    /** What is known of the collection of this id. */
    public static Optional<KnownCollection> of(String id) {
        return Optional.ofNullable(ALL.get(id));
    }

    /** The ids of all collections of the table. */
    public static List<String> ids() {
        return List.copyOf(ALL.keySet());
    }

    /** Whether the pixel size of each band is known, so that bands that differ in it can be told. */
    public boolean knowsPixels() {
        return pixels.values().stream().allMatch(OptionalDouble::isPresent);
    }

    /** An image that stands for all of the collection. It has their bands, and no place on Earth: only bands can be held against it. */
    public ImageAsset typicalImage() {
        List<Band> bands = new ArrayList<>();
        pixels.forEach((band, pixel) -> {
            double side = pixel.orElse(1);
            AffineTransform transform = AffineTransform.northUp(0, 0, side, side);
            bands.add(new Band(band, SampleType.FLOAT32, new RasterGrid(SOME_ZONE, transform, 1, 1)));
        });
        return new ImageAsset(
                AssetName.of(id).name(), id, Instant.EPOCH, Instant.EPOCH, Optional.empty(), Map.of(), bands);
    }

    private static Map<String, KnownCollection> read() {
        Map<String, KnownCollection> all = new LinkedHashMap<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                KnownCollection.class.getResourceAsStream("collections.csv"), StandardCharsets.UTF_8))) {
            in.lines()
                    .skip(1)
                    .flatMap(KnownCollection::row)
                    .forEach(collection -> all.put(collection.id(), collection));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    /** Collections that have the same bands: their ids, a comma, and the bands, each with its pixel size after a colon. */
    private static Stream<KnownCollection> row(String line) {
        String[] cells = line.split(",", -1);
        Map<String, OptionalDouble> pixels = new LinkedHashMap<>();
        for (String band : cells[1].split(" ", -1)) {
            String[] parts = band.split(":", -1);
            pixels.put(
                    parts[0],
                    parts.length == 1 ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(parts[1])));
        }
        return Arrays.stream(cells[0].split(" ", -1)).map(id -> new KnownCollection(id, pixels));
    }
}
