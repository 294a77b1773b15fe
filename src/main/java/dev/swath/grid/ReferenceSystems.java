package dev.swath.grid;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The EPSG database that comes with proj4j: parameters by code. It is read when the first code is asked for, and kept: listings
 * name the same few codes again and again.
 */
final class ReferenceSystems {

    private static final Pattern CODE = Pattern.compile("EPSG:(\\d{1,9})");
    private static final Pattern ENTRY = Pattern.compile("<(\\d+)>\\s*(.*?)\\s*<>.*");

    /** Datums for which proj4j has other shifts than PROJ 9.1.1, with those of PROJ. */
    private static final Map<String, String> DATUMS = Map.of(
            "+datum=potsdam", "+ellps=bessel +towgs84=598.1,73.7,418.2,0.202,0.045,-2.455,6.7",
            "+datum=hermannskogel", "+ellps=bessel +towgs84=577.326,90.129,463.919,5.137,1.474,5.297,2.4232",
            "+datum=nzgd49", "+ellps=intl +towgs84=59.47,-5.04,187.44,0.47,-0.1,1.024,-4.5993",
            "+datum=ire65", "+ellps=mod_airy +towgs84=482.530,-130.596,564.557,-1.042,-0.214,-0.631,8.15",
            "+datum=carthage", "+ellps=clrk80ign +towgs84=-263.0,6.0,431.0");

    private ReferenceSystems() {}

    /** Read with the first use of this class. */
    private static final class Epsg {
        static final Map<String, String> SYSTEMS = read("/proj4/nad/epsg");
    }

    /** The parameters of a system, as PROJ writes them. */
    static Optional<String> parameters(String code) {
        Matcher matcher = CODE.matcher(code);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.ofNullable(Epsg.SYSTEMS.get(matcher.group(1)));
    }

    private static Map<String, String> read(String resource) {
        Map<String, String> systems = new HashMap<>();
        try (InputStream in = ReferenceSystems.class.getResourceAsStream(resource);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1))) {
            lines.lines()
                    .map(ENTRY::matcher)
                    .filter(Matcher::matches)
                    .forEach(entry -> systems.put(
                            entry.group(1), withShifts(entry.group(2).replaceAll("\\s*\\+?no_defs", ""))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(systems);
    }

    private static String withShifts(String parameters) {
        String exact = parameters;
        for (Map.Entry<String, String> datum : DATUMS.entrySet()) {
            exact = exact.replace(datum.getKey(), datum.getValue());
        }
        return exact;
    }
}
