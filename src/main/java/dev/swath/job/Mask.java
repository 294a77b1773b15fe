package dev.swath.job;

/** How a file marks pixels without data. */
public enum Mask {
    /** A 1-bit mask inside the file. */
    INTERNAL,
    /** A nodata value. */
    NODATA
}
