package dev.swath.quicklook;

import java.util.Arrays;

/** Makes red, green and blue of the values of a {@link Composite}'s bands. */
final class Rendering {

    /** Of so few pixels without clouds nothing can be told: then all count. */
    private static final double FEWEST = 0.05;

    private final Composite composite;
    private final float[][] values;

    /**
     * @param composite what to make
     * @param values of each of its bands, NaN for none
     */
    Rendering(Composite composite, float[][] values) {
        this.composite = composite;
        this.values = values;
    }

    /** Red, green and blue from 0 to 255, NaN for none. */
    float[][] colours() {
        return switch (composite.kind()) {
            case PICTURE -> values;
            case COLOURS -> stretched(values, dark());
            case DECIBELS, INTENSITIES -> {
                float[][] three = {values[0], values[1], compared()};
                yield stretched(three, all());
            }
            case RAMP -> Ramp.colours(range().apply(values[0]));
        };
    }

    /** The range of the first band, which the legend of a ramp shows. */
    Stretch range() {
        return Stretch.of(values[0], all());
    }

    private static float[][] stretched(float[][] values, boolean[] counted) {
        float[][] stretched = new float[values.length][];
        for (int band = 0; band < values.length; band++) {
            stretched[band] = Stretch.of(values[band], counted).apply(values[band]);
        }
        return stretched;
    }

    private boolean[] all() {
        boolean[] counted = new boolean[values[0].length];
        Arrays.fill(counted, true);
        return counted;
    }

    /** Which pixels are not as bright as a cloud in all bands. */
    private boolean[] dark() {
        if (composite.brightest().isEmpty()) {
            return all();
        }
        boolean[] dark = new boolean[values[0].length];
        int count = 0;
        int known = 0;
        for (int pixel = 0; pixel < dark.length; pixel++) {
            boolean bright = true;
            boolean data = false;
            for (int band = 0; band < values.length; band++) {
                bright &= values[band][pixel] > composite.brightest(band).orElseThrow();
                data |= !Float.isNaN(values[band][pixel]);
            }
            dark[pixel] = !bright;
            known += data ? 1 : 0;
            count += data && !bright ? 1 : 0;
        }
        return count < FEWEST * known ? all() : dark;
    }

    private float[] compared() {
        float[] compared = new float[values[0].length];
        for (int pixel = 0; pixel < compared.length; pixel++) {
            compared[pixel] = composite.kind() == Composite.Kind.DECIBELS
                    ? values[0][pixel] - values[1][pixel]
                    : ratio(values[0][pixel], values[1][pixel]);
        }
        return compared;
    }

    private static float ratio(float first, float second) {
        return second == 0 ? Float.NaN : first / second;
    }
}
