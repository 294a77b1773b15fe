package dev.swath.earthengine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a band of a well-known collection: the table {@code dev/swath/earthengine/bands.csv}, made from Earth Engine's
 * catalogue and the common names of STAC's EO extension.
 *
 * @param collection the beginning of the ids of the collections
 * @param band its id
 * @param commonName such as {@code nir}; empty if the extension has none
 * @param scale of its stored whole numbers: the physical value is stored value × scale + offset; empty where values are stored as
 *     they are
 * @param offset of its stored whole numbers; 0 without a scale
 * @param unit of the physical value, such as {@code K}; empty if it has none
 */
public record KnownBand(
        String collection,
        String band,
        Optional<String> commonName,
        Optional<Double> scale,
        double offset,
        Optional<String> unit) {

    private static final List<KnownBand> ALL = read();

    /**
     * What is known of a band.
     *
     * @param collection Earth Engine id of the collection
     * @param band id of the band
     */
    public static Optional<KnownBand> of(String collection, String band) {
        return ALL.stream()
                .filter(known -> collection.startsWith(known.collection) && band.equals(known.band))
                .findFirst();
    }

    /** All rows of the table. */
    public static List<KnownBand> all() {
        return ALL;
    }

    private static List<KnownBand> read() {
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(KnownBand.class.getResourceAsStream("bands.csv"), StandardCharsets.UTF_8))) {
            return in.lines().skip(1).map(KnownBand::row).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KnownBand row(String line) {
        String[] cells = line.split(",", -1);
        Optional<Double> scale = cell(cells[3]).map(Double::valueOf);
        double offset = cell(cells[4]).map(Double::valueOf).orElse(0.0);
        return new KnownBand(cells[0], cells[1], cell(cells[2]), scale, offset, cell(cells[5]));
    }

    private static Optional<String> cell(String text) {
        return Optional.of(text).filter(value -> !value.isEmpty());
    }
}
