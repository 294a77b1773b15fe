package dev.swath.job;

/** What becomes of firings of the schedule that came too late, most often since the run before went on. */
public enum Misfire {
    /** One run makes up for all of them, as soon as it can. */
    FIRE_ONCE,
    /** They are left out; the job runs when it is next due. */
    SKIP
}
