package dev.swath.emulator.synthetic;

import dev.swath.emulator.archive.SceneCollection.Query;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;

/** Where and when a collection has images. */
interface Series {

    /**
     * Images in order of time, then index, made as the iterator advances.
     *
     * @param query what is looked for; images beyond it do no harm
     * @param start the first instant that is looked for
     * @param end the instant before which images begin
     */
    Iterator<Picture> pictures(Query query, Instant start, Instant end);

    /** The image of this index, if there is one. */
    Optional<Picture> picture(String index);
}
