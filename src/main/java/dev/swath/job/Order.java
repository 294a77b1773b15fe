package dev.swath.job;

/** The order in which a run downloads its images. */
public enum Order {
    /** As the service lists them, page by page while earlier images are downloaded. */
    LISTED,
    /** By time of acquisition; the whole listing is read first. */
    OLDEST_FIRST,
    /** By time of acquisition, the latest first; the whole listing is read first. */
    NEWEST_FIRST
}
