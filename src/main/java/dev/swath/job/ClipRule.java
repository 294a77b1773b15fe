package dev.swath.job;

/** Which pixels along its border belong to an area. */
public enum ClipRule {
    /** Those whose centre lies within; of an area that holds no centre, those that it touches. */
    CENTRE,
    /** All that the area touches. */
    TOUCHED
}
