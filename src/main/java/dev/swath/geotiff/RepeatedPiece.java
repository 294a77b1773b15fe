package dev.swath.geotiff;

import dev.swath.grid.Window;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * A block of the file whose pixels repeat those of a reply. Where the edge of the area or the outline crosses it, only its columns are
 * written out, and of its rows those that differ from the one above: few, because an edge takes a similar course in most rows.
 */
final class RepeatedPiece implements Piece {
    private final ImageDescription image;
    private final Window window;
    private final PixelBlock pixels;
    private final Repeats repeats;
    private final byte[] inside;
    private final byte[] line;
    private final Optional<OutlinePainter> outline;

    private RepeatedPiece(
            ImageDescription image,
            Window window,
            PixelBlock pixels,
            Repeats repeats,
            byte[] inside,
            byte[] line,
            Optional<OutlinePainter> outline) {
        this.image = image;
        this.window = window;
        this.pixels = pixels;
        this.repeats = repeats;
        this.inside = inside;
        this.line = line;
        this.outline = outline;
    }

    /**
     * A block that nothing crosses.
     *
     * @param cells its pixels without repetitions
     * @param repeat how often each of their columns and rows is repeated
     */
    static RepeatedPiece whole(ImageDescription image, Window window, PixelBlock cells, int repeat) {
        Repeats repeats = Repeats.each(cells.height(), repeat);
        return new RepeatedPiece(image, window, cells, repeats, new byte[0], new byte[0], Optional.empty());
    }

    /**
     * A block that is crossed.
     *
     * @param clip whose edge may cross it
     * @param outline which may cross it
     */
    static RepeatedPiece crossed(
            ImageDescription image,
            Window window,
            PixelBlock cells,
            int repeat,
            Optional<AreaMask> clip,
            Optional<OutlinePainter> outline) {
        byte[] inside = clip.map(area -> area.window(window)).orElse(new byte[0]);
        byte[] line = outline.map(painter -> painter.line(window)).orElse(new byte[0]);
        int width = window.width();
        int[] times = new int[window.height()];
        int[] firsts = new int[window.height()];
        int count = 0;
        for (int row = 0; row < window.height(); row++) {
            boolean same = row % repeat > 0 && sameAsAbove(inside, row, width) && sameAsAbove(line, row, width);
            if (!same) {
                firsts[count++] = row;
            }
            times[count - 1]++;
        }
        PixelBlock rows = PixelBlock.blank(width, count, cells.data().length / (cells.width() * cells.height()), true);
        for (int row = 0; row < count; row++) {
            boolean again = row > 0 && firsts[row] / repeat == firsts[row - 1] / repeat;
            if (again) {
                rows.copy(rows, new Window(0, row - 1, width, 1), 0, row);
            } else {
                cells.spread(firsts[row] / repeat * cells.width(), repeat, rows, row * width);
            }
        }
        return new RepeatedPiece(
                image,
                window,
                rows,
                new Repeats(1, Arrays.copyOf(times, count)),
                select(inside, firsts, count, width),
                select(line, firsts, count, width),
                outline);
    }

    private static boolean sameAsAbove(byte[] pixels, int row, int width) {
        int at = row * width;
        return pixels.length == 0 || Arrays.equals(pixels, at - width, at, pixels, at, at + width);
    }

    /** Moves some of the rows, ascending ones, to the beginning. */
    private static byte[] select(byte[] pixels, int[] rows, int count, int width) {
        for (int row = 0; row < count && pixels.length > 0; row++) {
            System.arraycopy(pixels, rows[row] * width, pixels, row * width, width);
        }
        return pixels;
    }

    @Override
    public PixelBlock pixels() {
        return pixels;
    }

    @Override
    public void clip() {
        byte[] valid = pixels.valid();
        byte[] belongs = inside;
        int end = belongs.length == 0 ? 0 : valid.length;
        for (int pixel = 0; pixel < end; pixel++) {
            if (belongs[pixel] == 0) {
                valid[pixel] = ServiceMask.MASKED;
            }
        }
    }

    @Override
    public void paint() {
        byte[] nothing = new byte[line.length == 0 ? 0 : window.width()];
        int all = line.length == 0 ? 0 : pixels.valid().length;
        for (int at = 0; at < all; ) {
            int end = Math.min(all, at + nothing.length);
            int next = Arrays.mismatch(line, at, end, nothing, 0, end - at);
            if (next < 0) {
                at = end;
            } else {
                outline.orElseThrow().paint(at + next, pixels.data(), pixels.valid());
                at += next + 1;
            }
        }
    }

    @Override
    public void put(CloudOptimizedGeoTiff file) throws IOException {
        Samples samples = new Samples(image.type(), pixels.width(), pixels.height(), image.bands(), pixels.data());
        file.putRepeated(window, samples, pixels.valid(), repeats);
    }
}
