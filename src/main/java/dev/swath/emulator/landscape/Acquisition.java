package dev.swath.emulator.landscape;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * When a picture was taken, and in which weather.
 *
 * @param time the instant
 * @param weather a number shared by all tiles of one pass, so that clouds continue across their borders; empty for a sky without
 *     clouds
 */
public record Acquisition(Instant time, OptionalLong weather) {

    /** A picture of a pass. */
    public Acquisition(Instant time, long weather) {
        this(time, OptionalLong.of(weather));
    }

    /** A picture below which no cloud is seen. */
    public static Acquisition clear(Instant time) {
        return new Acquisition(time, OptionalLong.empty());
    }
}
