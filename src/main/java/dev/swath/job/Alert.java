package dev.swath.job;

/** What of a run is worth an alert. */
public enum Alert {
    /** At least one image failed. */
    FAILED,
    /** An image failed, or the run ended before all images were done. */
    INCOMPLETE,
    /** No image matches the conditions of the job. */
    EMPTY
}
