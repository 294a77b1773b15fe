package dev.swath.job;

/** Who clips a picture to the area and paints its outline. */
public enum Render {
    /** Swath, on the pixels that Earth Engine delivers. */
    LOCAL,
    /** Earth Engine, before it delivers them. */
    SERVER
}
