package dev.swath.geotiff.deflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Adler32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JDK's inflater restores what was written, and compares the checksum. */
class ZlibStreamTest {

    private final ZlibStream stream = new ZlibStream();
    private final ByteArrayOutputStream meant = new ByteArrayOutputStream();

    @Property(tries = 200)
    void any_literals_and_matches_come_out_as_they_were_meant(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 300) int steps, @ForAll @IntRange(max = 255) int noise)
            throws DataFormatException {
        meant.reset();
        Random random = new Random(seed);
        for (int step = 0; step < steps; step++) {
            if (meant.size() > 0 && random.nextBoolean()) {
                int most = Math.min(meant.size(), ZlibStream.FARTHEST_MATCH);
                int distance = 1 + (random.nextBoolean() ? random.nextInt(most) : random.nextInt(Math.min(4, most)));
                match(3 + random.nextInt(random.nextInt(8) == 0 ? 5000 : 300), distance);
            } else {
                byte[] values = new byte[1 + random.nextInt(20)];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (byte) random.nextInt(noise + 1);
                }
                stream.literals(values, 0, values.length);
                meant.write(values, 0, values.length);
            }
        }

        assertComesOut();
        // The next stream starts empty.
        meant.reset();
        literal(7);
        assertComesOut();
    }

    @Example
    void an_empty_stream_is_one_too() throws DataFormatException {
        assertComesOut();
    }

    /** Counts like Fibonacci's numbers make a code as unbalanced as it can be: longer than the 15 bits allowed. */
    @Example
    void no_code_is_longer_than_allowed() throws DataFormatException {
        int uses = 1;
        int before = 1;
        for (int value = 0; value < 24; value++) {
            for (int i = 0; i < uses; i++) {
                literal(value);
            }
            uses += before;
            before = uses - before;
        }
        for (int value = 24; value < 256; value++) {
            literal(value);
        }
        assertComesOut();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 10, 11, 257, 258, 259, 260, 261, 262, 516, 517, 518, 519, 100_000})
    void a_match_of_any_length_is_written(int length) throws DataFormatException {
        literal(1);
        literal(2);
        literal(3);
        match(length, 3);
        literal(4);

        assertComesOut();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 5, 6, 7, 256, 257, 24_576, 24_577, 32_767, 32_768})
    void a_match_of_any_distance_is_written(int distance) throws DataFormatException {
        Random random = new Random(5);
        for (int i = 0; i < 32_768; i++) {
            literal(random.nextInt(256));
        }
        match(300, distance);

        assertComesOut();
    }

    @Example
    void a_match_that_deflate_does_not_know_is_refused() {
        assertThatThrownBy(() -> stream.match(2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> stream.match(3, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> stream.match(3, 32_769))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a match of 3 bytes 32769 back");
    }

    @Property(tries = 100)
    void the_checksum_of_repeated_parts_is_that_of_their_bytes(
            @ForAll byte[] part, @ForAll @IntRange(min = 1, max = 500) int copies) {
        Adler32 expected = new Adler32();
        Adler adler = new Adler();
        long sum = 0;
        long weighted = 0;
        for (int i = 0; i < part.length; i++) {
            sum += part[i] & 0xFF;
            weighted += (long) (part[i] & 0xFF) * (part.length - i);
        }
        for (int copy = 0; copy < copies; copy++) {
            expected.update(part);
            adler.add(sum, weighted, part.length);
        }

        assertThat(adler.value()).isEqualTo((int) expected.getValue());
    }

    private void literal(int value) {
        stream.literal((byte) value);
        meant.write(value);
    }

    private void match(int length, int distance) {
        stream.match(length, distance);
        byte[] before = meant.toByteArray();
        for (int i = 0; i < length; i++) {
            meant.write(before[before.length - distance + i % distance]);
        }
    }

    private void assertComesOut() throws DataFormatException {
        Adler32 adler = new Adler32();
        adler.update(meant.toByteArray());
        byte[] written = stream.finish((int) adler.getValue());
        Inflater inflater = new Inflater();
        inflater.setInput(written);
        byte[] read = new byte[meant.size() + 1];
        int length = inflater.inflate(read);
        assertThat(inflater.finished()).isTrue();
        assertThat(inflater.getRemaining()).isZero();
        inflater.end();
        assertThat(Arrays.copyOf(read, length)).isEqualTo(meant.toByteArray());
    }
}
