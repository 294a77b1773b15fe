package dev.swath.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;

/**
 * One change to the bytes of a file.
 *
 * @param kind what is done
 * @param place where: 0 is the first byte, 1 the end
 * @param head whether places are counted within the first 512 bytes only, where files declare most
 * @param number which bit, byte or extreme value
 * @param length of what is taken out, put in or copied
 */
public record Damage(Kind kind, double place, boolean head, int number, int length) {

    /** What can be done to bytes. */
    public enum Kind {
        FLIP_A_BIT,
        SET_A_BYTE,
        CUT_OFF,
        TAKE_OUT,
        PUT_IN,
        COPY,
        SPLICE,
        PUT_AN_EXTREME_NUMBER
    }

    private static final int HEAD = 512;
    private static final List<Long> EXTREMES =
            List.of(0L, 1L, 0x7fL, 0xffL, 0x7fffL, 0xffffL, 0x7fff_ffffL, 0xffff_ffffL, 1L << 40, Long.MAX_VALUE, -1L);

    /** Few changes to a file at once, as they come. */
    public static Arbitrary<List<Damage>> some() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        evenly(0, 1 << 20),
                        Arbitraries.of(true, true, false),
                        evenly(0, 255),
                        evenly(1, 64))
                .as((kind, place, head, number, length) -> new Damage(kind, place * 0x1p-20, head, number, length))
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    /** Whole numbers of a range, each as often as another: by themselves those near zero come more often than all others. */
    public static Arbitrary<Integer> evenly(int least, int most) {
        return Arbitraries.integers()
                .between(least, most)
                .withDistribution(RandomDistribution.uniform())
                .withoutEdgeCases();
    }

    /** The bytes with all changes, one after the other. */
    public static byte[] all(List<Damage> damages, byte[] file, byte[] other) {
        byte[] damaged = file.clone();
        for (Damage damage : damages) {
            if (damaged.length > 0) {
                damaged = damage.to(damaged, other);
            }
        }
        return damaged;
    }

    private byte[] to(byte[] file, byte[] other) {
        int at = Math.min(file.length - 1, (int) (place * (head ? Math.min(HEAD, file.length) : file.length)));
        int end = Math.min(file.length, at + length);
        return switch (kind) {
            case FLIP_A_BIT -> {
                file[at] ^= (byte) (1 << number % Byte.SIZE);
                yield file;
            }
            case SET_A_BYTE -> {
                file[at] = (byte) number;
                yield file;
            }
            case CUT_OFF -> Arrays.copyOf(file, at);
            case TAKE_OUT -> joined(Arrays.copyOf(file, at), Arrays.copyOfRange(file, end, file.length));
            case PUT_IN -> {
                byte[] more = new byte[length];
                Arrays.fill(more, (byte) number);
                yield joined(Arrays.copyOf(file, at), more, Arrays.copyOfRange(file, at, file.length));
            }
            case COPY -> {
                int to = (int) ((long) number * file.length >> Byte.SIZE);
                System.arraycopy(file, at, file, to, Math.min(end - at, file.length - to));
                yield file;
            }
            case SPLICE ->
                joined(Arrays.copyOf(file, at), Arrays.copyOfRange(other, Math.min(at, other.length), other.length));
            case PUT_AN_EXTREME_NUMBER -> extreme(file, at);
        };
    }

    /** Of 1, 2, 4 or 8 bytes, in either byte order. */
    private byte[] extreme(byte[] file, int at) {
        long value = EXTREMES.get(number % EXTREMES.size());
        int bytes = 1 << length % 4;
        boolean little = (length & 4) == 0;
        for (int i = 0; i < bytes && at + i < file.length; i++) {
            file[at + i] = (byte) (value >> Byte.SIZE * (little ? i : bytes - 1 - i));
        }
        return file;
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }
}
