package dev.swath.grid;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/** Cuts an output grid into windows and says what to request for each. */
final class TilePlanner {

    static final int MAX_WINDOWS = 250_000;

    /** Whole blocks of the file's first three levels. */
    private static final int LARGEST_CELL = 2048;

    private final OutputGrid output;
    private final RasterGrid requested;
    private final int repeat;
    private final int replyBytesPerPixel;
    private final long pixelsPerRequest;

    TilePlanner(OutputGrid output, List<SampleType> bands, Fetch fetch, long maxBytes) {
        if (bands.isEmpty()) {
            throw new IllegalArgumentException("no band to ask for");
        }
        boolean ownPixels = fetch == Fetch.AUTO && output.repeat().isPresent();
        this.output = output;
        this.requested = ownPixels ? output.nativeGrid() : output.grid();
        this.repeat = ownPixels ? output.repeat().getAsInt() : 1;
        this.replyBytesPerPixel = bands.stream().mapToInt(SampleType::bytes).sum();
        int countedBytes = replyBytesPerPixel + bands.size();
        this.pixelsPerRequest = Math.min(TilePlan.MAX_REQUEST_BYTES, maxBytes) / countedBytes;
        if (pixelsPerRequest < 1) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "one pixel of %d bands takes %d bytes, more than the %d of one request",
                    bands.size(),
                    countedBytes,
                    maxBytes));
        }
    }

    TilePlan plan(ImageExtent extent, ProjectedArea area) {
        PreparedGeometry prepared = PreparedGeometryFactory.prepare(area.geometry());
        List<Tile> tiles = new ArrayList<>();
        List<Window> blank = new ArrayList<>();
        long pixels = 0;
        WorldSeams seams = WorldSeams.of(output);
        List<Window> windows = windows(windowSize()).stream()
                .flatMap(window -> seams.parts(window).stream())
                .toList();
        for (Window window : windows) {
            Optional<Window> covered =
                    extent.within(window).filter(part -> prepared.intersects(ImageExtent.box(output.grid(), part)));
            if (covered.isPresent()) {
                Tile tile = tile(tiles.size(), window, covered.get(), seams);
                tiles.add(tile);
                pixels += (long) tile.request().width() * tile.request().height();
            } else {
                blank.add(window);
            }
        }
        return new TilePlan(output, tiles, blank, pixels * replyBytesPerPixel);
    }

    private Tile tile(int index, Window window, Window covered, WorldSeams seams) {
        int column = covered.column() / repeat;
        int row = covered.row() / repeat;
        Window request = new Window(
                column,
                row,
                (covered.endColumn() - 1) / repeat - column + 1,
                (covered.endRow() - 1) / repeat - row + 1);
        return new Tile(
                index,
                window,
                covered,
                seams.home(requested.window(request), window),
                repeat,
                covered.column() % repeat,
                covered.row() % repeat);
    }

    private List<Window> windows(WindowSize size) {
        List<Window> windows = new ArrayList<>();
        for (int row = 0; row < output.grid().height(); row += size.height()) {
            int height = Math.min(size.height(), output.grid().height() - row);
            for (int column = 0; column < output.grid().width(); column += size.width()) {
                int width = Math.min(size.width(), output.grid().width() - column);
                windows.add(new Window(column, row, width, height));
            }
        }
        return windows;
    }

    private WindowSize windowSize() {
        int cell = LARGEST_CELL;
        Optional<WindowSize> best = bestOf(cell);
        while (best.isEmpty()) {
            cell /= 2;
            best = bestOf(cell);
        }
        if (best.get().count() > MAX_WINDOWS) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d requests for one image of %d x %d pixels, more than %d; choose a smaller area or a larger scale",
                    best.get().count(),
                    output.grid().width(),
                    output.grid().height(),
                    MAX_WINDOWS));
        }
        return best.get();
    }

    /** The fewest windows of whole cells, among those the smallest, then the widest; empty if one cell is too large for a request. */
    private Optional<WindowSize> bestOf(int cell) {
        return IntStream.rangeClosed(1, parts(output.grid().width(), cell))
                .map(cells -> cells * cell)
                .takeWhile(width -> fits(width, cell))
                .mapToObj(width -> tallest(width, cell))
                .min(Comparator.comparingLong(WindowSize::count)
                        .thenComparingLong(size -> (long) size.width() * size.height())
                        .thenComparingInt(WindowSize::height));
    }

    /** The smallest height of windows that needs as few windows as the largest possible height. */
    private WindowSize tallest(int width, int cell) {
        int rows = parts(output.grid().height(), cell);
        int most = 1;
        while (most < rows && fits(width, (most + 1) * cell)) {
            most++;
        }
        int down = parts(rows, most);
        return new WindowSize(
                width, parts(rows, down) * cell, (long) parts(output.grid().width(), width) * down);
    }

    private boolean fits(int width, int height) {
        long requestWidth = largestRequest(output.grid().width(), width);
        long requestHeight = largestRequest(output.grid().height(), height);
        return Math.max(requestWidth, requestHeight) <= TilePlan.MAX_REQUEST_SIDE
                && requestWidth * requestHeight <= pixelsPerRequest;
    }

    /** Most pixels to request along one axis for a window of this many output pixels, wherever the window begins. */
    private int largestRequest(int total, int window) {
        // Windows begin at multiples of their size, so at most repeat - divisor pixels after a requested pixel's edge.
        int divisor = BigInteger.valueOf(window).gcd(BigInteger.valueOf(repeat)).intValue();
        return Math.min(parts(total, repeat), parts(window - divisor, repeat) + 1);
    }

    /** The quotient, rounded up. */
    private static int parts(int total, int size) {
        return (int) (((long) total + size - 1) / size);
    }

    private record WindowSize(int width, int height, long count) {}
}
