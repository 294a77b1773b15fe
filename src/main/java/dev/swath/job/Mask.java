package dev.swath.job;

/** How a file tells which of its pixels hold no data. */
public enum Mask {
    /** A 1-bit mask inside the file. */
    INTERNAL,
    /** A nodata value. */
    NODATA
}
