package dev.swath.stac;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The EO extension's names for the bands of well-known collections: the table {@code dev/swath/stac/bands.csv}, made
 * from Earth Engine's catalogue and the extension's common names.
 */
final class BandNames {

    private static final List<String[]> ROWS = rows();

    private BandNames() {}

    /**
     * The common name of a band, such as {@code nir}.
     *
     * @param collection Earth Engine id of the collection
     * @param band id of the band
     */
    static Optional<String> common(String collection, String band) {
        return ROWS.stream()
                .filter(row -> collection.startsWith(row[0]) && band.equals(row[1]))
                .map(row -> row[2])
                .findFirst();
    }

    /** All names, by collection prefix and band. */
    static Map<String, String> all() {
        return ROWS.stream().collect(Collectors.toUnmodifiableMap(row -> row[0] + " " + row[1], row -> row[2]));
    }

    private static List<String[]> rows() {
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(BandNames.class.getResourceAsStream("bands.csv"), StandardCharsets.UTF_8))) {
            return in.lines().skip(1).map(line -> line.split(",")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
