package dev.swath.emulator.synthetic;

import dev.swath.emulator.archive.SceneCollection.Query;
import dev.swath.emulator.landscape.Landscape;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Envelope;

/** The slices of Sentinel-1's interferometric wide swath over land, of both directions of flight, by day and night. */
final class RadarSeries implements Series {

    private static final Envelope WORLD = new Envelope(-180, 180, -90, 90);
    private static final double HIGHEST_LATITUDE = 80;
    /** Reach of a slice around its middle in degrees of latitude. */
    private static final double REACH = 1.9;

    private static final Pattern NAME =
            Pattern.compile("S1([ABC])_IW_GRDH_1SDV_(\\d{8}T\\d{6})_\\d{8}T\\d{6}_(\\d{6})_[0-9A-F]{6}_[0-9A-F]{4}");
    private static final long LONGEST_REVOLUTION = 5930;
    /** Seconds of images that are put in order at once. */
    private static final long WINDOW = 10_800;

    private final Landscape landscape;

    RadarSeries(Landscape landscape) {
        this.landscape = landscape;
    }

    @Override
    public Iterator<Picture> pictures(Query query, Instant start, Instant end) {
        Envelope box = query.bounds().orElse(WORLD);
        // Parts of revolutions of the satellites in turn, so that images come in the order of time.
        Stream<RadarPicture> slices = Stream.iterate(
                        start.minusSeconds(LONGEST_REVOLUTION),
                        time -> time.isBefore(end),
                        time -> time.plusSeconds(WINDOW))
                .flatMap(from -> RadarOrbit.SATELLITES.stream()
                        .filter(satellite -> query.wants("platform_number", String.valueOf(satellite.letter())))
                        .flatMap(satellite -> ofWindow(satellite, from, query, box))
                        .sorted(Comparator.comparing(RadarPicture::start).thenComparing(RadarPicture::index)));
        return slices.filter(picture -> box.getWidth() >= 360
                        || Footprints.meet(picture.footprint().getEnvelopeInternal(), box))
                .<Picture>map(picture -> picture)
                .iterator();
    }

    /** The slices of a satellite that begin within a window. */
    private Stream<RadarPicture> ofWindow(RadarOrbit.Satellite satellite, Instant from, Query query, Envelope box) {
        Instant to = from.plusSeconds(WINDOW);
        return Stream.iterate(
                        RadarOrbit.notBefore(satellite, from.minusSeconds(LONGEST_REVOLUTION)),
                        orbit -> orbit.node().isBefore(to),
                        RadarOrbit::next)
                .filter(orbit -> query.wants("relativeOrbitNumber_start", orbit.relative()))
                .flatMap(orbit -> IntStream.range(0, RadarOrbit.SLICES)
                        .filter(slice -> query.wants("orbitProperties_pass", RadarPicture.direction(slice))
                                && isNear(orbit.ground(slice + 0.5, 0.5), box))
                        .mapToObj(slice -> new RadarPicture(orbit, slice, landscape)))
                .filter(picture ->
                        !picture.start().isBefore(from) && picture.start().isBefore(to) && picture.exists());
    }

    private static boolean isNear(double[] middle, Envelope box) {
        double latitude = middle[1];
        if (Math.abs(latitude) > HIGHEST_LATITUDE
                || latitude + REACH < box.getMinY()
                || latitude - REACH > box.getMaxY()) {
            return false;
        }
        double reach = REACH / StrictMath.cos(Math.toRadians(Math.abs(latitude) + REACH));
        Envelope around = new Envelope(middle[0] - reach, middle[0] + reach, latitude - REACH, latitude + REACH);
        return Footprints.meet(around, box);
    }

    @Override
    public Optional<Picture> picture(String index) {
        Matcher matcher = NAME.matcher(index);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        List<RadarOrbit.Satellite> satellites = RadarOrbit.SATELLITES;
        RadarOrbit.Satellite satellite = satellites.get(matcher.group(1).charAt(0) - 'A');
        RadarOrbit orbit = new RadarOrbit(satellite, Long.parseLong(matcher.group(3)));
        try {
            Instant begun = RadarPicture.STAMP.parse(matcher.group(2), Instant::from);
            return IntStream.range(0, RadarOrbit.SLICES)
                    .filter(slice -> Math.abs(orbit.at(slice).getEpochSecond() - begun.getEpochSecond()) < 3)
                    .mapToObj(slice -> new RadarPicture(orbit, slice, landscape))
                    .filter(picture -> picture.index().equals(index)
                            && Math.abs(orbit.ground(picture.slice() + 0.5, 0.5)[1]) <= HIGHEST_LATITUDE
                            && picture.exists())
                    .<Picture>map(picture -> picture)
                    .findFirst();
        } catch (DateTimeException e) {
            // These digits are not a date: no image has this name.
            return Optional.empty();
        }
    }
}
