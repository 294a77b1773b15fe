package dev.swath.job;

/** How a file tells which of its pixels hold no data. */
public enum Mask {
    /** A 1-bit mask inside the file, one for all bands. */
    INTERNAL,
    /** A nodata value, in each band by itself. */
    NODATA,
    /** It does not: the file holds every sample as it came. */
    NONE
}
