package dev.swath.quicklook;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures as PNG. It needs neither fonts nor a display. */
final class Png {

    /** The largest side that {@link #decode} accepts: more than the largest quicklook. */
    private static final int LARGEST_SIDE = 4096;

    private Png() {}

    /** Encodes a picture as a PNG file. */
    static byte[] encode(Picture picture) throws IOException {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, picture.width(), picture.height(), picture.argb(), 0, picture.width());
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        // ImageIO.write would first write it to a temporary file.
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(file)) {
            writer.setOutput(out);
            writer.write(image);
        } finally {
            writer.dispose();
        }
        return file.toByteArray();
    }

    /**
     * Decodes a PNG file.
     *
     * @throws IOException if it is not a PNG, or larger than any quicklook
     */
    static Picture decode(byte[] file) throws IOException {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("png");
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                int width = reader.getWidth(0);
                int height = reader.getHeight(0);
                if (width > LARGEST_SIDE || height > LARGEST_SIDE) {
                    throw new IIOException("a picture of " + width + " x " + height + " pixels");
                }
                return new Picture(width, height, reader.read(0).getRGB(0, 0, width, height, null, 0, width));
            } finally {
                reader.dispose();
            }
        }
    }
}
