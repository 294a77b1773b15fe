package dev.swath.emulator.landscape;

import dev.swath.emulator.landscape.Frame.Block;
import dev.swath.grid.Window;
import java.util.List;

/**
 * A synthetic earth seen by Sentinel-2: ground that stays the same, seasons, sun and clouds that change. Every value
 * depends only on place, pixel size and pass, so a window is a crop of any larger one, whatever the order and the
 * thread that render it. Coasts follow the real ones roughly; everything else is invented.
 */
public final class Landscape {

    private static final Atlas ATLAS = new Atlas();

    private final GroundCache cache;
    private final SkyCache skies = new SkyCache();

    /**
     * @param cacheBytes memory for rendered ground; it is shared by all dates
     */
    public Landscape(long cacheBytes) {
        this.cache = new GroundCache(cacheBytes);
    }

    /**
     * Renders bands over a window.
     *
     * @param frame the tile's pixels
     * @param acquisition the pass
     * @param window pixels of the frame; may extend beyond the tile
     * @param bands ids such as {@code B8} or {@code SCL}
     * @return per band the values of all pixels, rows top to bottom; spectral bands in reflectance × 10 000
     */
    public int[][] render(Frame frame, Acquisition acquisition, Window window, List<String> bands) {
        int[][] values = new int[bands.size()][Math.multiplyExact(window.width(), window.height())];
        Sky sky = new Sky(acquisition);
        Block corner = frame.blockAt(window.column(), window.row());
        Block end = frame.blockAt(window.column() + window.width() - 1, window.row() + window.height() - 1);
        for (int y = corner.y(); y <= end.y(); y++) {
            for (int x = corner.x(); x <= end.x(); x++) {
                Block block = new Block(corner.zone(), corner.pixel(), corner.shiftX(), corner.shiftY(), x, y);
                Ground ground = cache.get(block, missing -> new GroundPainter(ATLAS, missing).paint());
                Survey survey = ground.survey;
                SunPosition sun = SunPosition.at(acquisition.time(), survey.longitude(), survey.latitude());
                SkyBlock clouds = skies.get(block, acquisition, () -> new SkyBlock(sky, block, survey, sun));
                new BlockView(sky, clouds, ground, block).render(frame, window, bands, values);
            }
        }
        return values;
    }

    /**
     * The shares of a tile under cloud and in the shadow of clouds, from 1600 points.
     *
     * @param frame the tile's pixels
     * @param acquisition the pass
     * @param side columns and rows of the tile
     * @param imaged which points count: (column, row) in pixels
     */
    public Statistics statistics(Frame frame, Acquisition acquisition, int side, Imaged imaged) {
        return Statistics.of(ATLAS, frame, acquisition, side, imaged);
    }

    /** Memory used for ground, in bytes. */
    public long cachedBytes() {
        return cache.bytes();
    }

    /** Which pixels of a tile the swath covers. */
    public interface Imaged {
        boolean at(int column, int row);
    }
}
