package dev.swath.flow;

import dev.swath.geotiff.Samples;
import dev.swath.geotiff.TiffImage;
import dev.swath.geotiff.TiffReader;
import dev.swath.grid.AffineTransform;
import dev.swath.grid.Window;
import java.io.IOException;
import java.nio.file.Path;

/** Compares a picture with the values that {@link ScriptedImages} gives for each place. */
public final class PixelCheck {

    private PixelCheck() {}

    /**
     * The number of pixels that are neither correct nor masked; all pixels if the whole image is masked.
     *
     * @param file a picture of three bands without an outline
     */
    public static int wrongPixels(Path file) throws IOException {
        try (TiffReader reader = TiffReader.open(file)) {
            TiffImage image = reader.image();
            Samples samples = image.read(new Window(0, 0, image.width(), image.height()));
            AffineTransform transform = image.grid().orElseThrow().transform();
            int wrong = 0;
            int right = 0;
            for (int pixel = 0; pixel < image.width() * image.height(); pixel++) {
                double x = transform.x(pixel % image.width() + 0.5, 0);
                double y = transform.y(0, pixel / image.width() + 0.5);
                for (int channel = 0; channel < 3; channel++) {
                    int value = samples.data()[pixel * 3 + channel] & 0xff;
                    if (value == ScriptedImages.brightness(channel, x, y)) {
                        right++;
                    } else if (value != 0) {
                        wrong++;
                    }
                }
            }
            return right * 10 > samples.data().length * 8 ? wrong : samples.data().length;
        }
    }
}
