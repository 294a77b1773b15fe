package dev.swath.job;

/** In which order the images of a run are taken up. */
public enum Order {
    /** As the service lists them, page by page while earlier ones are downloaded. */
    LISTED,
    /** By time of acquisition; the whole listing is read first. */
    OLDEST_FIRST,
    /** By time of acquisition, the latest first; the whole listing is read first. */
    NEWEST_FIRST
}
