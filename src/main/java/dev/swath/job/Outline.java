package dev.swath.job;

/**
 * The line painted along the border of the area.
 *
 * @param red 0..255
 * @param green 0..255
 * @param blue 0..255
 * @param width in pixels of the output grid, above 0
 */
public record Outline(int red, int green, int blue, double width) {

    public Outline {
        Colour colour = new Colour(red, green, blue);
        if (!(width > 0 && width < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("an outline " + width + " pixels wide in " + colour.hex());
        }
    }

    /** A line of this colour and width. */
    public static Outline of(Colour colour, double width) {
        return new Outline(colour.red(), colour.green(), colour.blue(), width);
    }
}
