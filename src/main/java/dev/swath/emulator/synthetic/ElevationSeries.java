package dev.swath.emulator.synthetic;

import dev.swath.emulator.archive.SceneCollection.Query;
import dev.swath.emulator.landscape.Landscape;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Envelope;

/** The tiles of Copernicus' elevation model: a degree wide and high each, wherever there is land. */
final class ElevationSeries implements Series {

    private static final Envelope WORLD = new Envelope(-180, 180, -90, 90);
    private static final Pattern NAME =
            Pattern.compile("Copernicus_DSM_COG_10_([NS])(\\d\\d)_00_([EW])(\\d\\d\\d)_00_DEM");
    private static final int SOUTHERNMOST = -90;
    private static final int NORTHERNMOST = 83;

    private final Landscape landscape;

    ElevationSeries(Landscape landscape) {
        this.landscape = landscape;
    }

    @Override
    public Iterator<Picture> pictures(Query query, Instant start, Instant end) {
        Envelope box = query.bounds().orElse(WORLD);
        // In the order of their names: north before south, east before west.
        return IntStream.concat(
                        IntStream.rangeClosed(0, NORTHERNMOST),
                        IntStream.rangeClosed(1, -SOUTHERNMOST).map(south -> -south))
                .filter(latitude -> latitude <= box.getMaxY() && latitude + 1 >= box.getMinY())
                .boxed()
                .flatMap(latitude -> ofRow(latitude, box))
                .<Picture>map(picture -> picture)
                .iterator();
    }

    private Stream<ElevationPicture> ofRow(int latitude, Envelope box) {
        return IntStream.concat(
                        IntStream.range(0, 180), IntStream.rangeClosed(1, 180).map(west -> -west))
                .filter(longitude ->
                        Footprints.meet(new Envelope(longitude, longitude + 1, latitude, latitude + 1), box))
                .mapToObj(longitude -> new ElevationPicture(longitude, latitude, landscape))
                .filter(ElevationPicture::exists);
    }

    @Override
    public Optional<Picture> picture(String index) {
        Matcher matcher = NAME.matcher(index);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int latitude = Integer.parseInt(matcher.group(2)) * (matcher.group(1).equals("N") ? 1 : -1);
        int longitude = Integer.parseInt(matcher.group(4)) * (matcher.group(3).equals("E") ? 1 : -1);
        if (latitude < SOUTHERNMOST || latitude > NORTHERNMOST || longitude < -180 || longitude > 179) {
            return Optional.empty();
        }
        return Optional.of(new ElevationPicture(longitude, latitude, landscape))
                .filter(picture -> picture.index().equals(index) && picture.exists())
                .map(picture -> picture);
    }
}
