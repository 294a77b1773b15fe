package dev.swath.emulator;

import java.util.Set;

/** What the requests take for a clear pixel. */
final class Clouds {

    /** Shadow, clouds of medium and high probability, cirrus. */
    private static final Set<Double> CLASSES = Set.of(3.0, 8.0, 9.0, 10.0);
    /** Opaque clouds and cirrus. */
    private static final int FLAGS = 1 << 10 | 1 << 11;

    private Clouds() {}

    /** By Sentinel-2's scene classification. */
    static boolean clearClass(double scl) {
        return !CLASSES.contains(scl);
    }

    /** By Sentinel-2's quality flags. */
    static boolean clearFlags(double qa60) {
        return ((int) qa60 & FLAGS) == 0;
    }

    /** By the probability of clouds, in percent. */
    static boolean clearProbability(double percent) {
        return percent < 50;
    }

    /** By Cloud Score+, 1 for a clear pixel. */
    static boolean clearScore(double score) {
        return score >= 0.6;
    }
}
