package dev.swath.emulator.synthetic;

import dev.swath.emulator.archive.SceneCollection.Query;
import dev.swath.emulator.landscape.Landscape;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/** The single map of a version of ESA WorldCover. */
final class CoverSeries implements Series {

    private final Picture picture;

    CoverSeries(int year, Landscape landscape) {
        this.picture = new CoverPicture(year, landscape);
    }

    @Override
    public Iterator<Picture> pictures(Query query, Instant start, Instant end) {
        return Stream.of(picture).iterator();
    }

    @Override
    public Optional<Picture> picture(String index) {
        return Optional.of(picture).filter(known -> known.index().equals(index));
    }
}
