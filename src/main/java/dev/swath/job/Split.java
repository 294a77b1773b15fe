package dev.swath.job;

/** How the images of a run follow each other. */
public enum Split {
    /** Several at once. */
    PARALLEL,
    /** One after the other, each listed only when it is its turn. */
    SEQUENTIAL
}
