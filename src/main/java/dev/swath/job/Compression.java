package dev.swath.job;

/** How the blocks of a file are compressed. */
public enum Compression {
    /** DEFLATE, which every reader of TIFF files knows. */
    DEFLATE,
    /** Zstandard: faster where pixels do not repeat, for readers that know it. Needs native code. */
    ZSTD,
    /** LZW, for old readers. */
    LZW,
    /** Not at all. */
    NONE
}
