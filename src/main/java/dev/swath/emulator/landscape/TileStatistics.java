package dev.swath.emulator.landscape;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The statistics of a tile in one pass, counted when they are first asked for. The share of clouds, which most searches ask
 * for, can be had without the others, which is much cheaper.
 */
public final class TileStatistics {

    /** Memory of one with what it is counted from. */
    static final long BYTES = 500;

    private final Census census;
    private volatile OptionalDouble cloud = OptionalDouble.empty();
    private volatile Optional<Statistics> all = Optional.empty();

    TileStatistics(Census census) {
        this.census = census;
    }

    /** {@link Statistics#cloud} alone. */
    public double cloud() {
        if (cloud.isEmpty()) {
            cloud = OptionalDouble.of(all.map(Statistics::cloud).orElseGet(census::cloud));
        }
        return cloud.getAsDouble();
    }

    /** All shares. */
    public Statistics all() {
        if (all.isEmpty()) {
            all = Optional.of(census.all());
        }
        return all.get();
    }

    /** How many points of the ground were looked at so far. */
    public int points() {
        return (cloud.isPresent() ? TilePoints.COUNT : 0) + (all.isPresent() ? TilePoints.COUNT : 0);
    }
}
