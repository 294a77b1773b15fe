package dev.swath.emulator.landscape;

import dev.swath.emulator.landscape.Frame.Block;
import dev.swath.grid.Window;
import java.util.List;

/**
 * A synthetic earth seen by satellites: ground that stays the same, seasons, sun and clouds that change. Every value
 * depends only on place, pixel size and pass, so a window is a crop of any larger one, whatever the order and the
 * thread that render it. Coasts follow the real ones roughly; everything else is invented.
 */
public final class Landscape {

    private static final Atlas ATLAS = new Atlas();

    /** Memory for heights, so that neighbouring requests share blocks. */
    private static final long RELIEF_BYTES = 8L << 20;

    /** Memory for statistics of some 16 000 tiles, so that a search that is repeated is fast. */
    private static final long STATISTICS_BYTES = 8L << 20;

    private final RecentlyUsed<Block, Ground> cache;
    private final RecentlyUsed<Block, Relief> reliefs = new RecentlyUsed<>(RELIEF_BYTES, Relief.BYTES);
    private final SkyCache skies = new SkyCache();
    private final RecentlyUsed<Pass, TileStatistics> statistics =
            new RecentlyUsed<>(STATISTICS_BYTES, TileStatistics.BYTES);

    /**
     * @param cacheBytes memory for rendered ground; it is shared by all dates
     */
    public Landscape(long cacheBytes) {
        this.cache = new RecentlyUsed<>(cacheBytes, Ground.BYTES);
    }

    /**
     * Renders bands over a window.
     *
     * @param frame the tile's pixels
     * @param acquisition the pass
     * @param window pixels of the frame; may extend beyond the tile
     * @param bands ids such as {@code B8} or {@code SCL}, those of Sentinel-2 and {@link GroundBands}
     * @return per band the values of all pixels, rows top to bottom; spectral bands in reflectance × 10 000
     */
    public int[][] render(Frame frame, Acquisition acquisition, Window window, List<String> bands) {
        int[][] values = new int[bands.size()][Math.multiplyExact(window.width(), window.height())];
        Sky sky = new Sky(acquisition);
        Block corner = frame.blockAt(window.column(), window.row());
        Block end = frame.blockAt(window.column() + window.width() - 1, window.row() + window.height() - 1);
        for (int y = corner.y(); y <= end.y(); y++) {
            for (int x = corner.x(); x <= end.x(); x++) {
                Block block = new Block(corner.chart(), corner.pixel(), corner.shiftX(), corner.shiftY(), x, y);
                Ground ground = cache.get(block, Landscape::ground);
                SkyBlock clouds = clouds(sky, block, ground.survey, acquisition);
                new BlockView(sky, clouds, ground, block).render(frame, window, bands, values);
            }
        }
        return values;
    }

    private static Ground ground(Block block) {
        return block.pixel() > OverviewPainter.FROM_PIXEL
                ? new OverviewPainter(ATLAS, block).paint()
                : new GroundPainter(ATLAS, block).paint();
    }

    private SkyBlock clouds(Sky sky, Block block, Survey survey, Acquisition acquisition) {
        SunPosition sun = SunPosition.at(acquisition.time(), survey.longitude(), survey.latitude());
        return acquisition.weather().isEmpty()
                ? SkyBlock.clear(sky, block, survey, sun)
                : skies.get(block, acquisition, () -> SkyBlock.of(sky, block, survey, sun));
    }

    /**
     * Heights of the ground in metres above the sea, 0 at sea.
     *
     * @param frame the pixels
     * @param window pixels of the frame; may extend beyond it
     * @return rows top to bottom
     */
    public float[] heights(Frame frame, Window window) {
        float[] heights = new float[Math.multiplyExact(window.width(), window.height())];
        Block corner = frame.blockAt(window.column(), window.row());
        Block end = frame.blockAt(window.column() + window.width() - 1, window.row() + window.height() - 1);
        for (int y = corner.y(); y <= end.y(); y++) {
            for (int x = corner.x(); x <= end.x(); x++) {
                Block block = new Block(corner.chart(), corner.pixel(), corner.shiftX(), corner.shiftY(), x, y);
                reliefs.get(block, missing -> new Relief(ATLAS, missing)).copy(frame, window, heights);
            }
        }
        return heights;
    }

    /** Whether there is land at a place, or close to it: within some 10 km. */
    public static boolean isLand(double longitude, double latitude) {
        return ATLAS.land(longitude, latitude) > -0.12;
    }

    /**
     * The shares of a tile under cloud, in the shadow of clouds and so on, from 1600 points. Those of the last tiles are kept.
     *
     * @param frame the tile's pixels
     * @param acquisition the pass
     * @param side columns and rows of the tile
     * @param imaged which points count, the same for the same frame and pass
     */
    public TileStatistics statistics(Frame frame, Acquisition acquisition, int side, Imaged imaged) {
        return statistics.get(
                new Pass(frame, acquisition),
                any -> new TileStatistics(new Census(ATLAS, frame, acquisition, side, imaged)));
    }

    /** A tile of a pass. */
    private record Pass(Frame frame, Acquisition acquisition) {}

    /** Memory used for ground, in bytes. */
    public long cachedBytes() {
        return cache.bytes();
    }

    /** Which pixels of a tile the swath covers. */
    public interface Imaged {
        boolean at(int column, int row);
    }
}
