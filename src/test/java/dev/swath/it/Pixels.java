package dev.swath.it;

import dev.swath.geotiff.Samples;
import dev.swath.geotiff.TiffImage;
import dev.swath.geotiff.TiffReader;
import dev.swath.grid.SampleType;
import dev.swath.grid.Window;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;

/** The pixels of a file, band after band in each. */
record Pixels(SampleType type, int count, int bands, double[] values) {

    static Pixels of(Path file) throws IOException {
        try (TiffReader reader = TiffReader.open(file)) {
            TiffImage image = reader.image();
            Samples samples = image.read(new Window(0, 0, image.width(), image.height()));
            ByteBuffer data = ByteBuffer.wrap(samples.data()).order(ByteOrder.LITTLE_ENDIAN);
            double[] values = new double[samples.data().length / image.type().bytes()];
            Arrays.setAll(values, i -> value(data, image.type(), i));
            return new Pixels(image.type(), image.width() * image.height(), image.bands(), values);
        }
    }

    private static double value(ByteBuffer data, SampleType type, int i) {
        int at = i * type.bytes();
        return switch (type) {
            case UINT8 -> data.get(at) & 0xFF;
            case INT8 -> data.get(at);
            case UINT16 -> data.getShort(at) & 0xFFFF;
            case INT16 -> data.getShort(at);
            case UINT32 -> data.getInt(at) & 0xFFFFFFFFL;
            case INT32 -> data.getInt(at);
            case FLOAT32 -> data.getFloat(at);
            case FLOAT64 -> data.getDouble(at);
        };
    }

    double get(int pixel, int band) {
        return values[pixel * bands + band];
    }
}
