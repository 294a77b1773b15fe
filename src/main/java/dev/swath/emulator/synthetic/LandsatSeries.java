package dev.swath.emulator.synthetic;

import dev.swath.emulator.archive.SceneCollection.Query;
import dev.swath.emulator.landscape.Landscape;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Envelope;

/** The scenes of Landsat 8 or 9: on land, by day, down to 63 degrees south, in their real calendar of paths and rows. */
final class LandsatSeries implements Series {

    private static final double HALF_REVOLUTION = 1700;
    private static final Envelope WORLD = new Envelope(-180, 180, -90, 90);
    /** Reach of a scene around its middle in degrees of latitude. */
    private static final double REACH = 1.4;

    private final int satellite;
    private final Landscape landscape;
    private final Pattern name;
    private final Facts hasLand = new Facts((LandsatOrbit.PATHS + 1) * (LandsatOrbit.ROWS + 1));
    private final double[][] middles = IntStream.rangeClosed(0, LandsatOrbit.ROWS)
            .mapToObj(LandsatOrbit::middle)
            .toArray(double[][]::new);

    LandsatSeries(int satellite, Landscape landscape) {
        this.satellite = satellite;
        this.landscape = landscape;
        this.name = Pattern.compile("LC0" + satellite + "_(\\d{3})(\\d{3})_(\\d{8})");
    }

    @Override
    public Iterator<Picture> pictures(Query query, Instant start, Instant end) {
        Envelope box = query.bounds().orElse(WORLD);
        return Stream.iterate(
                        LandsatOrbit.notBefore(satellite, start.minusSeconds((long) HALF_REVOLUTION)),
                        orbit -> orbit.node()
                                .minusSeconds((long) HALF_REVOLUTION)
                                .isBefore(end),
                        LandsatOrbit::next)
                .filter(orbit -> query.wants("WRS_PATH", orbit.path()))
                .flatMap(orbit -> IntStream.rangeClosed(1, LandsatOrbit.ROWS)
                        .filter(row -> query.wants("WRS_ROW", row) && isNear(orbit.path(), row, box))
                        .mapToObj(row -> new LandsatPicture(orbit, row, landscape)))
                .filter(this::exists)
                .filter(picture -> box.getWidth() >= 360
                        || Footprints.meet(picture.footprint().getEnvelopeInternal(), box))
                .<Picture>map(picture -> picture)
                .iterator();
    }

    private boolean exists(LandsatPicture picture) {
        return picture.isImaged()
                && hasLand.of(picture.orbit().path() * (LandsatOrbit.ROWS + 1) + picture.row(), picture::hasLand);
    }

    private boolean isNear(int path, int row, Envelope box) {
        double latitude = middles[row][1];
        double longitude = Math.IEEEremainder(middles[row][0] - (path - 1) * 360.0 / LandsatOrbit.PATHS, 360);
        double cos = StrictMath.cos(Math.toRadians(Math.min(88, Math.abs(latitude) + REACH)));
        Envelope around =
                new Envelope(longitude - REACH / cos, longitude + REACH / cos, latitude - REACH, latitude + REACH);
        return Footprints.meet(around, box);
    }

    @Override
    public Optional<Picture> picture(String index) {
        Matcher matcher = name.matcher(index);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int path = Integer.parseInt(matcher.group(1));
        int row = Integer.parseInt(matcher.group(2));
        if (path < 1 || path > LandsatOrbit.PATHS || row < 1 || row > LandsatOrbit.ROWS) {
            return Optional.empty();
        }
        try {
            Instant noon = LocalDate.parse(matcher.group(3), DateTimeFormatter.BASIC_ISO_DATE)
                    .atTime(LocalTime.NOON)
                    .toInstant(ZoneOffset.UTC);
            return Optional.of(new LandsatPicture(LandsatOrbit.closest(satellite, path, noon), row, landscape))
                    .filter(picture -> picture.index().equals(index) && exists(picture))
                    .map(picture -> picture);
        } catch (DateTimeException e) {
            // These digits are not a date: no image has this name.
            return Optional.empty();
        }
    }
}
