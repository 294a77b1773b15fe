package dev.swath.geotiff;

import dev.swath.job.Mask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Reads a file that was just written, and checks that it is what was meant. */
final class WrittenFile {
    private final ImageDescription meant;
    private final List<Level> levels;

    WrittenFile(ImageDescription meant, List<Level> levels) {
        this.meant = meant;
        this.levels = levels;
    }

    /**
     * Checks length, directories, and the first and last block of each.
     *
     * @param file the file
     * @param length the number of bytes written to it
     * @throws IOException if anything is wrong
     */
    void verify(Path file, long length) throws IOException {
        require(Files.size(file) == length, file, "its length is " + Files.size(file) + " instead of " + length);
        try (TiffReader reader = TiffReader.open(file)) {
            List<Level> sizes = sizesInFileOrder();
            List<TiffImage> images = reader.images();
            require(images.size() == sizes.size(), file, images.size() + " images instead of " + sizes.size());
            for (int i = 0; i < sizes.size(); i++) {
                verify(file, images.get(i), sizes.get(i));
            }
        }
    }

    private List<Level> sizesInFileOrder() {
        List<Level> sizes = new ArrayList<>(levels);
        if (meant.mask() == Mask.INTERNAL) {
            sizes.add(1, levels.get(0));
            sizes.addAll(levels.subList(1, levels.size()));
        }
        return sizes;
    }

    private void verify(Path file, TiffImage image, Level level) throws IOException {
        boolean isMask = (image.subfileType() & CogLayout.MASK) != 0;
        boolean same = image.width() == level.width()
                && image.height() == level.height()
                && (isMask || (image.bands() == meant.bands() && image.type() == meant.type()));
        require(
                same,
                file,
                String.format(
                        Locale.ROOT, "%d x %d x %d %s", image.width(), image.height(), image.bands(), image.type()));
        image.checkBlocks(IntStream.of(0, level.blocks() - 1).distinct().toArray());
    }

    private static void require(boolean holds, Path file, String found) throws IOException {
        if (!holds) {
            throw new IOException(file.getFileName() + " is not what was written to it: " + found);
        }
    }
}
