package dev.swath.job;

/** Whether the images of a run are downloaded at once or one by one. */
public enum Split {
    /** Several at once. */
    PARALLEL,
    /** One after the other; each is listed only when its turn comes. */
    SEQUENTIAL
}
