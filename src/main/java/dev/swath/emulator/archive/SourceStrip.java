package dev.swath.emulator.archive;

import dev.swath.grid.RasterGrid;
import dev.swath.grid.Window;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The pixels of bands of one grid that a strip of a reply needs.
 *
 * @param at for each pixel of the strip, its position in the bands' pixels, −1 outside the image
 * @param bands the pixels, empty if the strip lies outside the image
 */
public record SourceStrip(int[] at, List<Scene.BandPixels> bands) {

    /** Reads bands of one scene that share a grid. */
    public static final class Reader {

        private final Scene scene;
        private final List<String> bandIds;
        private final RasterGrid answer;
        private final PyramidLevel level;
        private final PixelMapping mapping;

        public Reader(Scene scene, List<String> bandIds, RasterGrid band, RasterGrid answer) {
            this.scene = scene;
            this.bandIds = List.copyOf(bandIds);
            this.answer = answer;
            this.level = PyramidLevel.of(band, answer);
            this.mapping = PixelMapping.of(answer, level);
        }

        public List<String> bandIds() {
            return bandIds;
        }

        /**
         * Reads the source of some rows of the reply.
         *
         * @param mostPixels most pixels to read; the result is empty if more are needed
         */
        public Optional<SourceStrip> read(int firstRow, int rowCount, long mostPixels) throws IOException {
            int pixels = answer.width() * rowCount;
            int[] columns = new int[pixels];
            int[] rows = new int[pixels];
            for (int row = 0; row < rowCount; row++) {
                mapping.row(firstRow + row, columns, rows, row * answer.width());
            }
            Optional<Window> window = extent(columns, rows);
            if (window.isEmpty()) {
                return Optional.of(new SourceStrip(columns, List.of()));
            }
            if (window.get().pixels() > mostPixels) {
                return Optional.empty();
            }
            Window source = window.get();
            for (int i = 0; i < pixels; i++) {
                if (columns[i] >= 0) {
                    columns[i] += (rows[i] - source.row()) * source.width() - source.column();
                }
            }
            return Optional.of(new SourceStrip(columns, scene.read(bandIds, level.number(), source)));
        }

        private static Optional<Window> extent(int[] columns, int[] rows) {
            int left = Integer.MAX_VALUE;
            int top = Integer.MAX_VALUE;
            int right = -1;
            int bottom = -1;
            for (int i = 0; i < columns.length; i++) {
                if (columns[i] >= 0) {
                    left = Math.min(left, columns[i]);
                    right = Math.max(right, columns[i]);
                    top = Math.min(top, rows[i]);
                    bottom = Math.max(bottom, rows[i]);
                }
            }
            return right < 0
                    ? Optional.empty()
                    : Optional.of(new Window(left, top, right - left + 1, bottom - top + 1));
        }
    }

    /** Clears the mark of each pixel of the strip that is outside the image or masked in this band. */
    public void clearMasked(int band, byte[] valid) {
        if (bands.isEmpty()) {
            Arrays.fill(valid, 0, at.length, (byte) 0);
            return;
        }
        byte[] mask = bands.get(band).mask();
        boolean masked = mask.length > 0;
        for (int i = 0; i < at.length; i++) {
            if (at[i] < 0 || (masked && mask[at[i]] == 0)) {
                valid[i] = 0;
            }
        }
    }
}
