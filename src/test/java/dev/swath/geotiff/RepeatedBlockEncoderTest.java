package dev.swath.geotiff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.geotiff.deflate.ZlibStream;
import dev.swath.grid.SampleType;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Blocks of repeated pixels, compared with the predictor's output for all their pixels. */
class RepeatedBlockEncoderTest {

    @Property(tries = 300)
    void any_repetition_comes_out_as_the_pixels_it_repeats(
            @ForAll SampleType type,
            @ForAll @IntRange(min = 1, max = 5) int bands,
            @ForAll @IntRange(min = 1, max = 9) int factor,
            @ForAll @IntRange(min = 1, max = 12) int cells,
            @ForAll @IntRange(min = 1, max = 12) int width,
            @ForAll @IntRange(min = 1, max = 12) int height,
            @ForAll @IntRange(min = 0, max = 3) int noise,
            @ForAll long seed)
            throws DataFormatException {
        int side = cells * factor;
        // A shorter row can't be copied; blocks of a TIFF have 16 columns and more.
        Assume.that(side * bands * type.bytes() >= ZlibStream.SHORTEST_MATCH);
        PixelBlock own = pixels(type, bands, Math.min(width, cells), Math.min(height, cells), noise, new Random(seed));
        PixelBlock all = repeated(own, factor);
        RepeatedBlockEncoder encoder = new RepeatedBlockEncoder(type, bands, side);

        byte[] encoded = encoder.encode(own, Repeats.each(own.height(), factor));

        assertThat(inflated(encoded)).isEqualTo(predicted(type, bands, all, side));
        assertThat(encoder.encode(all, Repeats.each(all.height(), 1)))
                .as("of all pixels")
                .isEqualTo(encoded);
    }

    /** Like a block that the edge of an area or an outline crosses. */
    @Property(tries = 300)
    void pixels_that_do_not_repeat_come_out_too(
            @ForAll SampleType type,
            @ForAll @IntRange(min = 1, max = 4) int bands,
            @ForAll @IntRange(min = 2, max = 7) int factor,
            @ForAll @IntRange(min = 0, max = 60) int changed,
            @ForAll @IntRange(min = 0, max = 3) int noise,
            @ForAll long seed)
            throws DataFormatException {
        Random random = new Random(seed);
        PixelBlock block = repeated(pixels(type, bands, 8, 8, noise, random), factor);
        int pixelBytes = bands * type.bytes();
        for (int i = 0; i < changed; i++) {
            int row = random.nextInt(block.height());
            int from = random.nextInt(block.width());
            int end = Math.min(block.width(), from + 1 + random.nextInt(5));
            for (int at = (row * block.width() + from) * pixelBytes;
                    at < (row * block.width() + end) * pixelBytes;
                    at++) {
                block.data()[at] = (byte) (at % pixelBytes);
            }
        }

        byte[] encoded =
                new RepeatedBlockEncoder(type, bands, 8 * factor).encode(block, Repeats.each(block.height(), 1));

        assertThat(inflated(encoded)).isEqualTo(predicted(type, bands, block, 8 * factor));
    }

    @Example
    void repetitions_that_are_known_take_less_than_those_that_zlib_finds() {
        PixelBlock own = pixels(SampleType.UINT8, 3, 96, 96, 3, new Random(3));
        byte[] predicted = predicted(SampleType.UINT8, 3, repeated(own, 5), 480);

        byte[] encoded = new RepeatedBlockEncoder(SampleType.UINT8, 3, 480).encode(own, Repeats.each(own.height(), 5));

        try (ZlibEncoder zlib = new ZlibEncoder(4)) {
            assertThat(encoded).hasSizeLessThan(zlib.encode(predicted, 0, predicted.length).length);
        }
    }

    @Example
    void a_block_without_data_is_next_to_nothing() {
        PixelBlock own = new PixelBlock(1, 1, new byte[3], new byte[0]);

        byte[] encoded = new RepeatedBlockEncoder(SampleType.UINT8, 3, 480).encode(own, Repeats.each(own.height(), 5));

        assertThat(encoded.length).isLessThan(1000);
    }

    private static PixelBlock pixels(SampleType type, int bands, int width, int height, int noise, Random random) {
        byte[] data = new byte[width * height * bands * type.bytes()];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) (noise == 3 ? random.nextInt(256) : random.nextInt(noise + 1));
        }
        return new PixelBlock(width, height, data, new byte[0]);
    }

    private static PixelBlock repeated(PixelBlock own, int factor) {
        int pixelBytes = own.data().length / (own.width() * own.height());
        PixelBlock all = PixelBlock.blank(own.width() * factor, own.height() * factor, pixelBytes, false);
        for (int i = 0; i < all.data().length; i++) {
            int column = i / pixelBytes % all.width() / factor;
            int row = i / pixelBytes / all.width() / factor;
            all.data()[i] = own.data()[(row * own.width() + column) * pixelBytes + i % pixelBytes];
        }
        return all;
    }

    private static byte[] predicted(SampleType type, int bands, PixelBlock block, int side) {
        byte[] predicted = new byte[side * side * bands * type.bytes()];
        new PredictorEncoder(type, bands).apply(block, side, predicted);
        return predicted;
    }

    private static byte[] inflated(byte[] zlib) throws DataFormatException {
        Inflater inflater = new Inflater();
        inflater.setInput(zlib);
        byte[] bytes = new byte[1 << 20];
        int length = inflater.inflate(bytes);
        assertThat(inflater.finished()).isTrue();
        inflater.end();
        return Arrays.copyOf(bytes, length);
    }
}
