package dev.swath.grid;

/** Which pixels are requested if the output lattice subdivides the band's own. */
public enum Fetch {
    /** The band's own pixels, repeated locally: the same file for a fraction of the bytes. */
    AUTO,
    /** The output pixels, exactly as the job states them. */
    AS_ASKED
}
