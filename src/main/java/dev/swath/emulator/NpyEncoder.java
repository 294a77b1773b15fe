package dev.swath.emulator;

import dev.swath.grid.SampleType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Writes NumPy's file format, version 1.0, of a structured array: one field per band, packed, rows × columns
 * (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html).
 */
final class NpyEncoder {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int ALIGNMENT = 64;

    private NpyEncoder() {}

    static byte[] encode(Rendering rendering) {
        byte[] header = header(rendering).getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer file = ByteBuffer.allocate(
                        Math.addExact(MAGIC.length + Short.BYTES + header.length, rendering.data().length))
                .order(ByteOrder.LITTLE_ENDIAN);
        return file.put(MAGIC)
                .putShort((short) header.length)
                .put(header)
                .put(rendering.data())
                .array();
    }

    private static String header(Rendering rendering) {
        StringJoiner fields = new StringJoiner(", ", "[", "]");
        List<String> names = unique(rendering.names());
        for (int i = 0; i < names.size(); i++) {
            fields.add(String.format(
                    Locale.ROOT,
                    "('%s', '%s')",
                    names.get(i),
                    code(rendering.types().get(i))));
        }
        String dictionary = String.format(
                Locale.ROOT,
                "{'descr': %s, 'fortran_order': False, 'shape': (%d, %d), }",
                fields,
                rendering.height(),
                rendering.width());
        int length = MAGIC.length + Short.BYTES + dictionary.length() + 1;
        int padding = (ALIGNMENT - length % ALIGNMENT) % ALIGNMENT;
        return dictionary + " ".repeat(padding) + "\n";
    }

    /** Names of fields, which NumPy wants to differ: a number follows a name that occurs again. */
    private static List<String> unique(List<String> names) {
        Set<String> used = new LinkedHashSet<>();
        for (String name : names) {
            String unique = name;
            for (int i = 1; !used.add(unique); i++) {
                unique = name + "_" + i;
            }
        }
        return List.copyOf(used);
    }

    private static String code(SampleType type) {
        String kind = type.floating() ? "f" : type.signed() ? "i" : "u";
        return (type.bytes() == 1 ? "|" : "<") + kind + type.bytes();
    }
}
