package dev.swath.earthengine;

/** The bands that a job asks for can't be had from an image together. */
public final class BandSelectionException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** With a text of one line that names the bands and the remedy. */
    public BandSelectionException(String message) {
        super(message);
    }
}
