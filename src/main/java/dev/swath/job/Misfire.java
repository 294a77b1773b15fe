package dev.swath.job;

/** What happens to scheduled runs that come too late, most often because the run before had not ended. */
public enum Misfire {
    /** One run makes up for all that were missed, as soon as it can. */
    FIRE_ONCE,
    /** They are skipped; the job runs when it is next due. */
    SKIP
}
