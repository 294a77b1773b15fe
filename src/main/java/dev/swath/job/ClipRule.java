package dev.swath.job;

/** Which pixels along its border belong to an area. */
public enum ClipRule {
    /** Those whose centre is in the area; if there are none, those that the area touches. */
    CENTRE,
    /** All pixels that the area touches. */
    TOUCHED
}
