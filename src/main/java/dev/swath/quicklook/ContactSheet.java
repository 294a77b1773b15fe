package dev.swath.quicklook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Quicklooks of many images side by side, the newest first, each with its acquisition date (UTC) below it. */
public final class ContactSheet {

    /** Most images on a sheet; older ones are left out. */
    public static final int MOST = 100;

    private static final int THUMBNAIL = 160;
    private static final int GAP = 8;
    private static final int CELL = THUMBNAIL + GAP;
    private static final int LABEL = DateLine.HEIGHT + GAP;
    private static final int PAPER = 0xFFF4F4F4;
    private static final int LARGEST_FILE = 32 << 20;

    private final int columns;
    private final int width;
    private final int height;
    private final int[] argb;

    /**
     * An image on the sheet.
     *
     * @param name tells it from others of the same time
     * @param acquired start of the acquisition
     * @param quicklook a PNG
     */
    public record Entry(String name, Instant acquired, Source quicklook) {

        /**
         * An image whose quicklook is in a file.
         *
         * @param quicklook its file, a PNG
         * @param acquired start of the acquisition
         */
        public static Entry of(Path quicklook, Instant acquired) {
            return new Entry(quicklook.toString(), acquired, () -> {
                if (Files.size(quicklook) > LARGEST_FILE) {
                    throw new IOException(quicklook.getFileName() + " is not a quicklook: it is too large");
                }
                return Files.readAllBytes(quicklook);
            });
        }
    }

    /** Where the bytes of a quicklook are. */
    @FunctionalInterface
    public interface Source {

        /**
         * Reads them.
         *
         * @throws IOException if they can't be read
         */
        byte[] read() throws IOException;
    }

    private ContactSheet(int images) {
        columns = (int) Math.ceil(Math.sqrt(images));
        int rows = (images + columns - 1) / columns;
        width = GAP + columns * CELL;
        height = GAP + rows * (CELL + LABEL);
        argb = new int[width * height];
        Arrays.fill(argb, PAPER);
    }

    /**
     * The sheet of some images.
     *
     * @param images at least one; only the newest {@value #MOST} are shown
     * @return a PNG of at most 1688 x 1928 pixels
     * @throws IOException if a quicklook can't be read
     */
    public static byte[] png(List<Entry> images) throws IOException {
        List<Entry> shown = images.stream()
                .sorted(Comparator.comparing(Entry::acquired).reversed().thenComparing(Entry::name))
                .limit(MOST)
                .toList();
        if (shown.isEmpty()) {
            throw new IllegalArgumentException("a sheet without images");
        }
        ContactSheet sheet = new ContactSheet(shown.size());
        for (int i = 0; i < shown.size(); i++) {
            sheet.add(i, shown.get(i));
        }
        return Png.encode(new Picture(sheet.width, sheet.height, sheet.argb));
    }

    private void add(int number, Entry entry) throws IOException {
        int left = GAP + number % columns * CELL;
        int top = GAP + number / columns * (CELL + LABEL);
        Picture small = shrunk(Png.decode(entry.quicklook().read()));
        int indent = left + (THUMBNAIL - small.width()) / 2;
        int drop = top + (THUMBNAIL - small.height()) / 2;
        for (int y = 0; y < small.height(); y++) {
            for (int x = 0; x < small.width(); x++) {
                int pixel = small.argb()[y * small.width() + x];
                if (pixel >>> 24 != 0) {
                    argb[(drop + y) * width + indent + x] = pixel;
                }
            }
        }
        String date = entry.acquired().toString().substring(0, DateLine.CHARACTERS);
        DateLine.write(date, argb, width, left + (THUMBNAIL - DateLine.WIDTH) / 2, top + CELL);
    }

    /** A picture as small as it is on a sheet. */
    static Picture shrunk(Picture picture) {
        Downsampler shrinking = new Downsampler(picture.width(), picture.height(), List.of(0, 1, 2), true, THUMBNAIL);
        shrinking.add(picture);
        return shrinking.picture(shrinking.means());
    }
}
