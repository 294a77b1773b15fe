package dev.swath.report;

import dev.swath.run.ImageOutcome;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Small pictures of images, made from the quicklooks beside them: {@code <file without .tif>.png}.
 *
 * @param pictures by the file of the image
 * @param unreadable number of quicklooks that exist but can't be read as PNG
 */
public record Thumbnails(Map<String, Picture> pictures, int unreadable) {

    /** No picture of any image. */
    public static final Thumbnails NONE = new Thumbnails(Map.of(), 0);

    /** The most pictures on a page. */
    static final int MOST = 200;

    private static final int LONGEST_SIDE = 96;
    private static final int LARGEST_QUICKLOOK = 4096;
    private static final long LONGEST_FILE = 32 << 20;
    /** JPEG has no transparency: transparent pixels become a grey that suits light and dark pages. */
    private static final Color BEHIND = new Color(0x9aa3ad);

    /**
     * A picture as it is embedded in a page.
     *
     * @param uri data URI
     * @param width in pixels
     * @param height in pixels
     */
    public record Picture(String uri, int width, int height) {}

    public Thumbnails {
        pictures = Map.copyOf(pictures);
    }

    /** The picture of an image, if it has one. */
    Optional<Picture> of(ImageOutcome image) {
        return image.file().flatMap(file -> Optional.ofNullable(pictures.get(file)));
    }

    /** The pictures of the first images that have a quicklook in this folder. */
    public static Thumbnails in(Path folder, List<ImageOutcome> images) {
        return of(images, Map.of(), Optional.of(folder));
    }

    /**
     * The pictures of the first images that have a quicklook.
     *
     * @param held PNGs by the file of the image
     * @param folder where the quicklooks of all other images are, if their output is a folder
     */
    public static Thumbnails of(List<ImageOutcome> images, Map<String, byte[]> held, Optional<Path> folder) {
        Map<String, Picture> pictures = new HashMap<>();
        int unreadable = 0;
        for (ImageOutcome image : images) {
            if (pictures.size() < MOST && image.file().isPresent()) {
                String file = image.file().get();
                try {
                    Optional<BufferedImage> quicklook = quicklook(file, held, folder);
                    if (quicklook.isPresent()) {
                        pictures.put(file, picture(quicklook.get()));
                    }
                } catch (IOException e) {
                    unreadable++;
                }
            }
        }
        return new Thumbnails(pictures, unreadable);
    }

    private static Optional<BufferedImage> quicklook(String file, Map<String, byte[]> held, Optional<Path> folder)
            throws IOException {
        byte[] png = held.get(file);
        if (png != null) {
            try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(png))) {
                return Optional.of(read(in));
            }
        }
        Optional<Path> beside = folder.flatMap(place -> quicklook(place, file)).filter(Files::isRegularFile);
        return beside.isEmpty() ? Optional.empty() : Optional.of(read(beside.get()));
    }

    private static Optional<Path> quicklook(Path folder, String file) {
        String stem = file.replaceFirst("(?i)\\.tiff?$", "");
        Path place = folder.resolve(stem + ".png").normalize();
        return Optional.of(place).filter(found -> found.startsWith(folder.normalize()));
    }

    private static BufferedImage read(Path png) throws IOException {
        try (FileImageInputStream in = new FileImageInputStream(png.toFile())) {
            return read(in);
        }
    }

    private static BufferedImage read(ImageInputStream in) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try {
            reader.setInput(in);
            if (in.length() > LONGEST_FILE || Math.max(reader.getWidth(0), reader.getHeight(0)) > LARGEST_QUICKLOOK) {
                throw new IOException("too large for a quicklook");
            }
            return reader.read(0);
        } catch (RuntimeException e) {
            // The reader throws these on some damaged files.
            throw new IOException("not a PNG", e);
        } finally {
            reader.dispose();
        }
    }

    private static Picture picture(BufferedImage image) throws IOException {
        BufferedImage small = image;
        // In steps of one half, so that every pixel contributes.
        do {
            double factor =
                    Math.max(0.5, Math.min(1, (double) LONGEST_SIDE / Math.max(small.getWidth(), small.getHeight())));
            small = scaled(small, factor);
        } while (Math.max(small.getWidth(), small.getHeight()) > LONGEST_SIDE);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(small, "jpeg", out)) {
                throw new IOException("this Java runtime can't write JPEG");
            }
        }
        String data = Base64.getEncoder().encodeToString(bytes.toByteArray());
        return new Picture("data:image/jpeg;base64," + data, small.getWidth(), small.getHeight());
    }

    private static BufferedImage scaled(BufferedImage image, double factor) {
        int width = (int) Math.max(1, Math.round(image.getWidth() * factor));
        int height = (int) Math.max(1, Math.round(image.getHeight() * factor));
        BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = scaled.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(image, 0, 0, width, height, BEHIND, null);
        } finally {
            graphics.dispose();
        }
        return scaled;
    }
}
