package dev.swath.job;

/**
 * The files written beside each image.
 *
 * @param items whether a STAC Item is written, and a Collection that links the Items
 * @param quicklookSide longest side of the quicklook in pixels; 0 for none
 */
public record WantedSidecars(boolean items, int quicklookSide) {

    /** The largest side allowed, in pixels: a quicklook is made in memory. */
    public static final int LARGEST_QUICKLOOK = 1024;

    public WantedSidecars {
        if (quicklookSide < 0 || quicklookSide > LARGEST_QUICKLOOK) {
            throw new IllegalArgumentException("a quicklook of " + quicklookSide + " pixels");
        }
    }

    /** Whether a quicklook is written. */
    public boolean quicklooks() {
        return quicklookSide > 0;
    }
}
