package dev.swath.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A structured array of NumPy's format 1.0: whole numbers without sign, pixel by pixel. */
record Npy(Map<String, double[]> bands) {

    private static final Pattern FIELD = Pattern.compile("\\('([^']+)', '<u([24])'\\)");
    private static final Pattern SHAPE = Pattern.compile("'shape': \\((\\d+), (\\d+)\\)");
    private static final int START = 10;

    static Npy of(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        String header = new String(file, START, bytes.getShort(8), StandardCharsets.US_ASCII);
        Map<String, Integer> sizes = new LinkedHashMap<>();
        Matcher field = FIELD.matcher(header);
        while (field.find()) {
            sizes.put(field.group(1), Integer.valueOf(field.group(2)));
        }
        Matcher shape = SHAPE.matcher(header);
        assertThat(shape.find()).as(header).isTrue();
        int pixels = Integer.parseInt(shape.group(1)) * Integer.parseInt(shape.group(2));
        Map<String, double[]> bands = new HashMap<>();
        sizes.keySet().forEach(band -> bands.put(band, new double[pixels]));
        bytes.position(START + header.length());
        for (int i = 0; i < pixels; i++) {
            for (Map.Entry<String, Integer> size : sizes.entrySet()) {
                bands.get(size.getKey())[i] =
                        size.getValue() == 2 ? Short.toUnsignedInt(bytes.getShort()) : bytes.getInt() & 0xFFFFFFFFL;
            }
        }
        assertThat(bytes.hasRemaining()).isFalse();
        return new Npy(bands);
    }

    double[] band(String name) {
        assertThat(bands).containsOnlyKeys(name);
        return bands.get(name);
    }
}
