package dev.swath.emulator.archive;

import dev.swath.grid.AffineTransform;
import dev.swath.grid.RasterGrid;
import java.util.Arrays;

/** Finds, for pixels of a reply, the pixel of a band's pyramid level in which their centres lie. */
interface PixelMapping {

    /**
     * Looks up a row.
     *
     * @param row row of the reply
     * @param columns receives the level's column for each column of the reply, −1 outside the image
     * @param rows receives the level's row, undefined if the column is −1
     * @param offset where in the arrays the row begins
     */
    void row(int row, int[] columns, int[] rows, int offset);

    /** The mapping from a reply to a level. */
    static PixelMapping of(RasterGrid answer, PyramidLevel level) {
        RasterGrid band = level.band();
        boolean aligned = answer.projection().equals(band.projection())
                && answer.transform().isAxisAligned()
                && band.transform().isAxisAligned();
        return aligned ? new Aligned(answer, level) : new ProjectedMapping(answer, level);
    }

    /** For parallel axes: each row and column is looked up once. */
    final class Aligned implements PixelMapping {

        private final int[] columns;
        private final int[] rows;

        Aligned(RasterGrid answer, PyramidLevel level) {
            AffineTransform to = answer.transform();
            AffineTransform from = level.band().transform();
            columns = new int[answer.width()];
            for (int i = 0; i < columns.length; i++) {
                columns[i] = level.column((to.x(i + 0.5, 0) - from.translateX()) / from.scaleX());
            }
            rows = new int[answer.height()];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = level.row((to.y(0, i + 0.5) - from.translateY()) / from.scaleY());
            }
        }

        @Override
        public void row(int row, int[] intoColumns, int[] intoRows, int offset) {
            if (rows[row] < 0) {
                Arrays.fill(intoColumns, offset, offset + columns.length, -1);
            } else {
                System.arraycopy(columns, 0, intoColumns, offset, columns.length);
                Arrays.fill(intoRows, offset, offset + columns.length, rows[row]);
            }
        }
    }
}
