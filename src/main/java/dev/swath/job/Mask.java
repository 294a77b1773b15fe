package dev.swath.job;

/** How a file marks pixels without data. */
public enum Mask {
    /** A 1-bit mask inside the file, one for all bands. */
    INTERNAL,
    /** A nodata value, in each band by itself. */
    NODATA,
    /** Not at all: the file has every sample as it came. */
    NONE
}
