package dev.swath.geotiff;

import dev.swath.grid.Window;
import java.io.IOException;
import java.util.Optional;

/** A window of the file whose pixels are written out. */
final class PlainPiece implements Piece {
    private final Window window;
    private final Samples samples;
    private final PixelBlock pixels;
    private final Optional<AreaMask> clip;
    private final Optional<OutlinePainter> outline;

    /**
     * Pixels without data.
     *
     * @param clip whose edge may cross them
     * @param outline which may cross them
     */
    PlainPiece(ImageDescription image, Window window, Optional<AreaMask> clip, Optional<OutlinePainter> outline) {
        this.window = window;
        this.clip = clip;
        this.outline = outline;
        pixels = PixelBlock.blank(
                window.width(), window.height(), image.bands() * image.type().bytes(), true);
        samples = new Samples(image.type(), pixels.width(), pixels.height(), image.bands(), pixels.data());
    }

    @Override
    public PixelBlock pixels() {
        return pixels;
    }

    @Override
    public void clip() {
        if (clip.isEmpty()) {
            return;
        }
        byte[] valid = pixels.valid();
        byte[] inside = clip.get().window(window);
        for (int pixel = 0; pixel < inside.length; pixel++) {
            if (inside[pixel] == 0) {
                valid[pixel] = ServiceMask.MASKED;
            }
        }
    }

    @Override
    public void paint() {
        outline.ifPresent(painter -> painter.paint(window, samples, pixels.valid()));
    }

    @Override
    public void put(CloudOptimizedGeoTiff file) throws IOException {
        file.putCleared(window.column(), window.row(), samples, pixels.valid());
    }
}
