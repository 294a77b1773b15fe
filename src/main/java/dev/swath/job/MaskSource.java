package dev.swath.job;

/** Where a download learns which samples Earth Engine has masked. */
public enum MaskSource {
    /** From the reply, and where it can't tell masked samples from data, from requests for the masks of its bands. */
    AUTO,
    /** From the reply alone: what may be masked is taken to be. Zeros that are data are lost. */
    REPLY,
    /** From requests for the masks of all bands of every tile. */
    REQUEST,
    /** Nowhere: every sample is data. */
    NONE
}
