package dev.swath.geotiff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.grid.SampleType;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The decoder restores the samples from the differences. */
class PredictorEncoderTest {

    @Property(tries = 300)
    void the_decoder_restores_the_pixels_filled_up_at_the_right_and_bottom(
            @ForAll SampleType type,
            @ForAll @IntRange(min = 1, max = 7) int bands,
            @ForAll @IntRange(min = 1, max = 20) int side,
            @ForAll @IntRange(min = 1, max = 20) int width,
            @ForAll @IntRange(min = 1, max = 20) int height,
            @ForAll long seed) {
        int pixelBytes = bands * type.bytes();
        PixelBlock block = PixelBlock.blank(Math.min(width, side), Math.min(height, side), pixelBytes, false);
        new Random(seed).nextBytes(block.data());
        byte[] rows = new byte[side * side * pixelBytes];

        new PredictorEncoder(type, bands).apply(block, side, rows);

        int rowBytes = side * pixelBytes;
        for (int row = 0; row < side; row++) {
            if (type.floating()) {
                PredictorDecoder.floatingPoint(rows, row * rowBytes, rowBytes, bands, type.bytes(), new byte[rowBytes]);
            } else {
                PredictorDecoder.horizontal(rows, row * rowBytes, rowBytes, bands, type.bytes());
            }
        }
        for (int i = 0; i < rows.length; i++) {
            int column = Math.min(i % rowBytes / pixelBytes, block.width() - 1);
            int row = Math.min(i / rowBytes, block.height() - 1);
            assertThat(rows[i]).isEqualTo(block.data()[(row * block.width() + column) * pixelBytes + i % pixelBytes]);
        }
    }
}
