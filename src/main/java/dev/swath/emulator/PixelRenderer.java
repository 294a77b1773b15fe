package dev.swath.emulator;

import dev.swath.emulator.archive.Scene;
import dev.swath.emulator.archive.SourceStrip;
import dev.swath.grid.MaskedSample;
import dev.swath.grid.RasterGrid;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Renders the pixels of a reply: each is the pixel of the band's pyramid level that its centre lies in (nearest
 * neighbour, Earth Engine's default). It works in strips, so that little memory is needed besides the reply.
 */
final class PixelRenderer {

    private static final int STRIP_PIXELS = 1 << 20;
    private static final int STRIP_BYTES = 16 << 20;
    /** Memory for one strip's source: four times the strip if the level is just finer than the reply, and some more. */
    private static final int SOURCE_BYTES = 5 * STRIP_BYTES;
    /** Memory for the source of a single row, which may cross a band at an angle. */
    private static final int ROW_SOURCE_BYTES = 2 * SOURCE_BYTES;

    private final RasterGrid grid;
    private final List<Scene.Band> bands;
    private final PixelPainter painter;
    private final Map<RasterGrid, SourceStrip.Reader> readers = new LinkedHashMap<>();
    /** Bytes of a pixel of all bands, including masks. */
    private final int sourceBytes;

    private final byte[] data;
    private final byte[] valid;

    private PixelRenderer(Scene scene, List<Scene.Band> bands, RasterGrid grid, PixelPainter painter) {
        this.grid = grid;
        this.bands = bands;
        this.painter = painter;
        this.sourceBytes =
                bands.stream().mapToInt(band -> band.type().bytes() + 1).sum();
        Map<RasterGrid, List<String>> idsOfGrid = new LinkedHashMap<>();
        for (Scene.Band band : bands) {
            List<String> ids = idsOfGrid.computeIfAbsent(band.grid(), any -> new ArrayList<>());
            if (!ids.contains(band.id())) {
                ids.add(band.id());
            }
        }
        idsOfGrid.forEach((bandGrid, ids) -> readers.put(bandGrid, new SourceStrip.Reader(scene, ids, bandGrid, grid)));
        int pixels = Math.multiplyExact(grid.width(), grid.height());
        this.data = MaskedSample.pixels(painter.types(), pixels);
        this.valid = new byte[pixels];
    }

    /**
     * Renders bands of a scene.
     *
     * @param bands in the order of the request
     * @param grid of the reply
     * @param painter writes the reply's samples
     * @param client waits for the reply; rendering ends when it disconnects
     */
    static Rendering render(Scene scene, List<Scene.Band> bands, RasterGrid grid, PixelPainter painter, Client client)
            throws IOException {
        PixelRenderer renderer = new PixelRenderer(scene, bands, grid, painter);
        int pixels = Math.min(STRIP_PIXELS, STRIP_BYTES / renderer.sourceBytes);
        int rows = Math.max(1, pixels / grid.width());
        for (int row = 0; row < grid.height(); row += rows) {
            client.requireThere();
            renderer.strip(row, Math.min(rows, grid.height() - row));
        }
        return new Rendering(grid, painter.names(), painter.types(), renderer.data, renderer.valid);
    }

    private void strip(int row, int rows) throws IOException {
        Map<RasterGrid, SourceStrip> sources = new LinkedHashMap<>();
        for (Map.Entry<RasterGrid, SourceStrip.Reader> reader : readers.entrySet()) {
            int most = (rows == 1 ? ROW_SOURCE_BYTES : SOURCE_BYTES) / sourceBytes;
            Optional<SourceStrip> source = reader.getValue().read(row, rows, most);
            if (source.isEmpty()) {
                halves(row, rows);
                return;
            }
            sources.put(reader.getKey(), source.get());
        }
        List<PixelPainter.Band> read = new ArrayList<>();
        for (Scene.Band band : bands) {
            int index = readers.get(band.grid()).bandIds().indexOf(band.id());
            read.add(new PixelPainter.Band(sources.get(band.grid()), index));
        }
        byte[] marks = new byte[rows * grid.width()];
        Arrays.fill(marks, (byte) 1);
        read.forEach(band -> band.source().clearMasked(band.index(), marks));
        int firstPixel = row * grid.width();
        System.arraycopy(marks, 0, valid, firstPixel, marks.length);
        painter.paint(read, marks, data, firstPixel);
    }

    private void halves(int row, int rows) throws IOException {
        if (rows == 1) {
            throw ApiException.invalid("User memory limit exceeded.");
        }
        strip(row, rows / 2);
        strip(row + rows / 2, rows - rows / 2);
    }
}
