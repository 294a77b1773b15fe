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

/** Pictures as PNG. Nothing is drawn by the window system: neither fonts nor a display are needed. */
final class Png {

    /** What {@link #decode} takes: more than the largest quicklook. */
    private static final int LARGEST_SIDE = 4096;

    private Png() {}

    /** The file of a picture. */
    static byte[] encode(Picture picture) throws IOException {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, picture.width(), picture.height(), picture.argb(), 0, picture.width());
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        // Not by ImageIO.write, which would put it into a temporary file first.
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(file)) {
            writer.setOutput(out);
            writer.write(image);
        } finally {
            writer.dispose();
        }
        return file.toByteArray();
    }

    /**
     * The picture of a file.
     *
     * @throws IOException if it is no PNG, or larger than any quicklook
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
