package dev.swath.dashboard;

import dev.swath.run.ImageOutcome;
import java.util.Optional;

/**
 * An image of a run that goes on.
 *
 * @param image Earth Engine id
 * @param tiles of its plan; 0 while they are not known, and where nothing is to be fetched
 * @param tilesFetched those of them that have arrived
 * @param outcome what became of it; empty while it is in work
 */
record LiveImage(String image, int tiles, int tilesFetched, Optional<ImageOutcome> outcome) {

    static LiveImage of(String image) {
        return new LiveImage(image, 0, 0, Optional.empty());
    }

    LiveImage planned(int count) {
        return new LiveImage(image, count, tilesFetched, outcome);
    }

    LiveImage fetched() {
        return new LiveImage(image, tiles, tilesFetched + 1, outcome);
    }

    LiveImage finished(ImageOutcome became) {
        return new LiveImage(image, tiles, tilesFetched, Optional.of(became));
    }
}
