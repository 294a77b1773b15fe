package dev.swath.geotiff;

import java.util.Locale;
import java.util.Optional;

/**
 * What the values of a band mean, for programs that show a file.
 *
 * @param colour the colour that it is shown as, if it is one of the three
 * @param scale the physical value is stored value × scale + offset; empty if values are stored as they are
 * @param offset 0 without a scale
 * @param unit of the physical value
 */
public record BandMeaning(Optional<Colour> colour, Optional<Double> scale, double offset, Optional<String> unit) {

    /** Nothing is known. */
    public static final BandMeaning UNKNOWN = new BandMeaning(Optional.empty(), Optional.empty(), 0, Optional.empty());

    /** A colour of a picture. */
    public enum Colour {
        RED,
        GREEN,
        BLUE;

        /** The name that GDAL gives it. */
        String gdal() {
            return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
        }
    }
}
