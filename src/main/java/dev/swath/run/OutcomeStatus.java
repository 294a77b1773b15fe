package dev.swath.run;

/** What happened to an image. */
public enum OutcomeStatus {
    /** Its file was written. */
    STORED,
    /** Its file was there already, whole and made with the same settings. */
    SKIPPED,
    /** Its footprint does not intersect the area, or all its pixels there are masked: there is nothing to write. */
    EMPTY,
    /** Another process, or another run of this one, was working on it. */
    ELSEWHERE,
    /** It could not be obtained or stored; the cause is with the outcome. */
    FAILED
}
