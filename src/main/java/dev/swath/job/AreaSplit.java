package dev.swath.job;

/** Whether the features of an area share a file. */
public enum AreaSplit {
    /** One file of each image for the whole area. */
    NONE,
    /** One file of each image for each feature that it may cover. */
    FEATURE
}
