package dev.swath.dashboard;

import dev.swath.run.ImageOutcome;
import java.util.Optional;

/**
 * An image of a run in progress.
 *
 * @param image Earth Engine id
 * @param tiles number of planned tiles; 0 while unknown, or if there is nothing to fetch
 * @param tilesFetched number of tiles that have arrived
 * @param outcome its outcome; empty while it is in progress
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
