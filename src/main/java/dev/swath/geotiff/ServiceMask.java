package dev.swath.geotiff;

import dev.swath.grid.MaskedSample;
import dev.swath.grid.Window;
import dev.swath.job.Mask;
import dev.swath.job.MaskSource;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.OptionalDouble;
import java.util.function.IntConsumer;

/**
 * Which samples of a reply the service had masked: according to the requested masks, or else to the values of the samples
 * ({@link MaskedSample}) if the job accepts that ({@link MaskSource}). The samples of a picture are masked together, those of
 * raw bands each by itself.
 */
final class ServiceMask {

    /** No band has data. */
    static final byte MASKED = 0;
    /** Some band has data. */
    static final byte VALID = 1;
    /** The reply can't tell, and the mask of a band is missing. */
    static final byte UNKNOWN = 2;
    /** A valid sample has the value that marks samples without data. */
    static final byte NODATA_IS_DATA = 3;
    /** One band has data and another has none, which the file can't store. */
    static final byte BANDS_DIFFER = 4;

    private final ImageDescription image;
    private final MaskSource source;
    private final RawSamples samples;
    private final boolean marked;
    private final long nothing;

    ServiceMask(ImageDescription image, MaskSource source) {
        this.image = image;
        this.source = image.mask() == Mask.NONE ? MaskSource.NONE : source;
        this.samples = new RawSamples(image.type());
        this.marked = image.nodata().isPresent() && !Double.isNaN(image.nodata().getAsDouble());
        this.nothing = samples.bits(image.nodata().orElse(image.type().floating() ? Double.NaN : 0));
    }

    /**
     * One of the states above for each pixel. Masked samples are replaced in place by nodata, or if the file has none, by NaN
     * or zero.
     *
     * @param data samples of a window of the reply
     * @param shown for each band, or for the picture, a byte for each pixel, {@link MaskedSample#VALUE} where it is masked; no
     *     bytes where its mask is missing
     * @param stated the nodata value that the reply declares
     */
    byte[] read(byte[] data, Window window, byte[][] shown, OptionalDouble stated) {
        byte[] states = new byte[Math.toIntExact(window.pixels())];
        if (image.mask() == Mask.NONE) {
            Arrays.fill(states, VALID);
        } else if (image.rgb()) {
            boolean byValue = shown[0].length == 0 && source != MaskSource.REQUEST && !marked;
            int bands = image.bands();
            for (int pixel = 0, at = 0; pixel < states.length; pixel++, at += bands) {
                boolean seen = byValue && data[at] != MaskedSample.VALUE;
                states[pixel] = seen ? VALID : ofPicture(data, at, pixel, shown[0]);
            }
        } else {
            readBands(data, window.width(), shown, stated, states);
        }
        return states;
    }

    private void readBands(byte[] data, int width, byte[][] shown, OptionalDouble stated, byte[] states) {
        boolean byValue = source != MaskSource.REQUEST
                && !image.type().floating()
                && stated.isEmpty()
                && Arrays.stream(shown).allMatch(mask -> mask.length == 0);
        long taken = marked ? nothing : MaskedSample.VALUE;
        if (byValue && !samples.anyIs(MaskedSample.VALUE, taken, data, 0, states.length * shown.length)) {
            Arrays.fill(states, VALID);
            return;
        }
        for (int row = 0; row < states.length; row += width) {
            int end = row + width;
            if (byValue && !samples.anyIs(MaskedSample.VALUE, taken, data, row * shown.length, end * shown.length)) {
                Arrays.fill(states, row, end, VALID);
                continue;
            }
            for (int pixel = row; pixel < end; pixel++) {
                states[pixel] = ofBands(data, pixel, shown, stated);
            }
        }
    }

    /** The masks of the image's bands, or of the picture, as far as they were requested: see {@link #read}. */
    byte[][] requested(TileMasks masks, Window window) throws IOException {
        byte[][] shown = new byte[image.rgb() ? 1 : image.bands()][];
        for (int band = 0; band < shown.length; band++) {
            shown[band] = masks.has(band) ? masks.read(band, window) : new byte[0];
        }
        return shown;
    }

    private byte ofPicture(byte[] data, int first, int pixel, byte[] shown) {
        boolean masked = data[first] == MaskedSample.VALUE
                && data[first + 1] == MaskedSample.VALUE
                && data[first + 2] == MaskedSample.VALUE;
        byte state = stateOf(shown, pixel, masked);
        if (state == VALID && marked) {
            for (int i = first; i < first + image.bands(); i++) {
                if (data[i] == nothing) {
                    // The next value looks the same; the nodata value would be a hole.
                    data[i] = (byte) (data[i] == (byte) 255 ? 254 : data[i] + 1);
                }
            }
        }
        return state;
    }

    private byte ofBands(byte[] data, int pixel, byte[][] shown, OptionalDouble stated) {
        boolean anyValid = false;
        boolean anyMasked = false;
        boolean taken = false;
        boolean unknown = false;
        for (int band = 0; band < shown.length; band++) {
            int index = pixel * shown.length + band;
            long bits = samples.get(data, index);
            byte state = samples.isNaN(bits) ? MASKED : stateOf(shown[band], pixel, samples.mayBeMasked(bits, stated));
            if (state == MASKED) {
                anyMasked = true;
                samples.set(data, index, nothing);
            } else {
                unknown |= state == UNKNOWN;
                anyValid = true;
                taken |= marked && bits == nothing;
            }
        }
        if (unknown) {
            return UNKNOWN;
        }
        if (taken) {
            return NODATA_IS_DATA;
        }
        boolean lost = anyValid
                && anyMasked
                && image.nodata().isEmpty()
                && !image.type().floating();
        return lost ? BANDS_DIFFER : anyValid ? VALID : MASKED;
    }

    private byte stateOf(byte[] shown, int pixel, boolean mayBeMasked) {
        if (shown.length > 0) {
            return shown[pixel] == MaskedSample.VALUE ? MASKED : VALID;
        }
        return switch (source) {
            case NONE -> VALID;
            case REPLY -> mayBeMasked ? MASKED : VALID;
            case AUTO -> mayBeMasked ? UNKNOWN : VALID;
            case REQUEST -> UNKNOWN;
        };
    }

    /**
     * Looks for states that can't be written.
     *
     * @param states of pixels within the area
     * @param unknown is called for each pixel that is {@link #UNKNOWN}
     * @return whether none is
     * @throws MaskConflictException if the file can't store which samples are masked
     */
    boolean requireKnown(byte[] states, IntConsumer unknown) {
        // Nearly always all are known, and one sweep without branches says so.
        int all = 0;
        for (byte state : states) {
            all |= state;
        }
        if (all <= VALID) {
            return true;
        }
        boolean known = true;
        for (int pixel = 0; pixel < states.length; pixel++) {
            switch (states[pixel]) {
                case MASKED, VALID -> {}
                case UNKNOWN -> {
                    known = false;
                    unknown.accept(pixel);
                }
                case NODATA_IS_DATA ->
                    throw MaskConflictException.nodataIsData(
                            BaselineFields.nodata(image.nodata().orElseThrow()));
                default -> throw MaskConflictException.bandsDiffer();
            }
        }
        return known;
    }

    /**
     * Adds the bands whose masks have to be requested because of a pixel that is {@link #UNKNOWN}: only the first one for a
     * picture.
     *
     * @param data samples; masked ones have been replaced
     * @param pixel position of the pixel
     */
    void addUnknown(byte[] data, int pixel, TileMasks masks, OptionalDouble stated, BitSet bands) {
        if (image.rgb()) {
            bands.set(0);
            return;
        }
        for (int band = 0; band < image.bands(); band++) {
            long bits = samples.get(data, pixel * image.bands() + band);
            boolean matters = source == MaskSource.REQUEST || !samples.isNaN(bits) && samples.mayBeMasked(bits, stated);
            if (matters && !masks.has(band)) {
                bands.set(band);
            }
        }
    }
}
