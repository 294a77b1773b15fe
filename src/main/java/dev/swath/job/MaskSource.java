package dev.swath.job;

/** How to find out which samples Earth Engine has masked. */
public enum MaskSource {
    /** From the reply, and where it can't tell masked samples from data, from requests for the masks of its bands. */
    AUTO,
    /** From the reply alone: samples that may be masked count as masked. Zeros that are data are lost. */
    REPLY,
    /** From requests for the masks of all bands of every tile. */
    REQUEST,
    /** Not at all: every sample is data. */
    NONE
}
