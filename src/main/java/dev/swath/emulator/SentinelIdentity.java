package dev.swath.emulator;

import dev.swath.emulator.landscape.SunPosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * The times and names of one tile of one pass, derived from pass and tile.
 *
 * @param pass the pass
 * @param coverage the tile and the imaged part of it
 */
record SentinelIdentity(OrbitPass pass, SwathCoverage coverage) {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final double DARK = 87;

    /** The pass and the tile named by an image index, if it can be parsed; the caller must compare the result. */
    static Optional<SentinelIdentity> parse(String index) {
        if (!index.matches("\\d{8}T\\d{6}_\\d{8}T\\d{6}_T\\w{5}")) {
            return Optional.empty();
        }
        Instant start;
        try {
            start = STAMP.parse(index.substring(0, 15), Instant::from);
        } catch (DateTimeException e) {
            // These digits are not a date: no image has this name.
            return Optional.empty();
        }
        Optional<MgrsTile> tile = MgrsTile.parse(index.substring(33));
        if (tile.isEmpty()) {
            return Optional.empty();
        }
        // The datatake begins at most half a revolution before or after the node.
        OrbitPass pass = OrbitPass.notBefore(start.minusSeconds(3100));
        for (int i = 0; i < 3; i++, pass = pass.next()) {
            OrbitPass candidate = pass;
            Optional<SentinelIdentity> found = SwathCoverage.of(candidate, tile.get())
                    .map(coverage -> new SentinelIdentity(candidate, coverage))
                    .filter(identity -> identity.index().equals(index));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Whether the satellite was in service and the sun was up. */
    boolean exists() {
        return pass.exists() && sun().zenith() < DARK;
    }

    MgrsTile tile() {
        return coverage.tile();
    }

    private int datatake() {
        return OrbitPass.datatake(coverage.centre().along());
    }

    /** When the datatake with the tile began. */
    Instant datatakeStart() {
        return pass.datatakeStart(datatake());
    }

    /** When the middle of the tile was imaged. */
    Instant sensed() {
        return pass.at(coverage.centre().along());
    }

    /** A random number for the datatake, 0 to {@code below} − 1. */
    private int draw(int purpose, int below) {
        long bits = (pass.number() * 4 + datatake()) * 0x9e3779b97f4a7c15L + purpose * 0xbf58476d1ce4e5b9L;
        bits = (bits ^ bits >>> 29) * 0x94d049bb133111ebL;
        return (int) Math.floorMod(bits >>> 17, (long) below);
    }

    /** When the strip of data began: the second time stamp of the name. */
    Instant strip() {
        return datatakeStart().plusSeconds(5 + draw(1, 550));
    }

    /** When the product was generated, some hours after the acquisition. */
    Instant generated() {
        return datatakeStart().plusSeconds(3 * 3600 + draw(2, 7 * 3600));
    }

    /** When Earth Engine ingested the image. */
    Instant ingested() {
        return generated().plusSeconds(5400 + draw(3, 12 * 3600)).plusMillis(draw(4, 1000));
    }

    /** {@code 20240110T160511_20240110T161055_T17PLK}. */
    String index() {
        return stamp(datatakeStart()) + "_" + stamp(strip()) + "_T" + tile().name();
    }

    static String stamp(Instant instant) {
        return STAMP.format(instant);
    }

    /** The processing baseline in use: {@code 05.10}. */
    String baseline() {
        String day = stamp(sensed()).substring(0, 8);
        String[][] since = {
            {"20250203", "05.11"},
            {"20231213", "05.10"},
            {"20221206", "05.09"},
            {"20220125", "04.00"},
            {"20210330", "03.00"},
            {"20200204", "02.14"},
            {"20190708", "02.13"},
            {"20181106", "02.11"},
            {"20180326", "02.07"},
        };
        for (String[] version : since) {
            if (day.compareTo(version[0]) >= 0) {
                return version[1];
            }
        }
        return "02.05";
    }

    /** Whether reflectances were stored with 1000 added. */
    boolean shifted() {
        return baseline().compareTo("04.00") >= 0;
    }

    /** The position of the sun over the middle of the tile. */
    SunPosition sun() {
        var centre = coverage.centreLonLat();
        return SunPosition.at(sensed(), centre.x, centre.y);
    }
}
