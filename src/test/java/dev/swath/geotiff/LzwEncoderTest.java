package dev.swath.geotiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The decoder restores what was encoded; GDAL reads whole files in {@link CompressionTest}. */
class LzwEncoderTest {

    private final LzwEncoder encoder = new LzwEncoder();

    @Property(tries = 300)
    void the_decoder_restores_any_bytes(
            @ForAll @IntRange(max = 30_000) int count, @ForAll @IntRange(max = 255) int noise, @ForAll long seed)
            throws TiffException {
        Random random = new Random(seed);
        byte[] bytes = new byte[count + 3];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) random.nextInt(noise + 1);
        }

        byte[] encoded = encoder.encode(bytes, 3, count);

        byte[] decoded = new byte[count];
        assertThat(new LzwDecoder().decode(encoded, 0, encoded.length, decoded, count))
                .isEqualTo(count);
        assertThat(decoded).isEqualTo(Arrays.copyOfRange(bytes, 3, bytes.length));
    }
}
