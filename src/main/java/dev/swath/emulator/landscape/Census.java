package dev.swath.emulator.landscape;

import org.locationtech.jts.geom.Coordinate;

/**
 * Counts what a tile shows, at 40 × 40 points. Each point is first looked at from an interpolated position, which is a little
 * wrong; where that is too close to call, the exact position decides. So the counts are those of exact positions.
 */
final class Census {

    private static final int CLOUD = 1;
    private static final int HIGH_CLOUD = 2;
    private static final int VEIL = 4;
    private static final int PLANTS = 8;
    private static final int WATER = 16;
    private static final int SNOW = 32;
    private static final int KINDS = 6;
    /** Too close to a limit to be sure. */
    private static final int DOUBTFUL = -1;

    /** Shortest puffs in metres. */
    private static final double SHORTEST = 100;

    /** More than an interpolated position can change any value that is compared with a limit. */
    private static final double MARGIN = 2e-3;

    /** The same for heights, in metres for each of the others. */
    private static final double METRES = 5000;

    private final Atlas atlas;
    private final Frame frame;
    private final int side;
    private final Landscape.Imaged imaged;
    private final Acquisition acquisition;

    /**
     * @param atlas the map
     * @param frame the tile's pixels
     * @param acquisition the pass
     * @param side columns and rows of the tile
     * @param imaged which points count
     */
    Census(Atlas atlas, Frame frame, Acquisition acquisition, int side, Landscape.Imaged imaged) {
        this.atlas = atlas;
        this.frame = frame;
        this.side = side;
        this.imaged = imaged;
        this.acquisition = acquisition;
    }

    /** The share of clouds in percent. */
    double cloud() {
        return new Count(false).cloud();
    }

    /** All shares. */
    Statistics all() {
        Count count = new Count(true);
        double cloud = count.cloud();
        double shadow = Statistics.shadow(cloud);
        return new Statistics(
                cloud,
                count.share(HIGH_CLOUD),
                count.share(VEIL),
                shadow,
                Math.max(0, count.share(PLANTS, 0.86) - shadow),
                count.share(WATER),
                count.share(SNOW));
    }

    /** One walk over the points. */
    private final class Count {

        private final boolean all;
        private final Sky sky = new Sky(acquisition);
        private final Atlas.Sheet sheet;
        private final boolean plain;
        private final double snowLine;
        private final TilePoints points = new TilePoints(frame, side);
        private final double[] position = new double[3];
        private final double[] site = new double[Survey.VALUES];
        private final int[] counts = new int[KINDS];
        private int counted;

        Count(boolean all) {
            Coordinate centre = frame.lonLat(side / 2.0, side / 2.0);
            this.all = all;
            this.sheet = atlas.sheet(centre.x, centre.y, 1.8);
            this.plain = !all && sheet.isPlain();
            this.snowLine = sky.season().temperature(centre.y) / 6.2 * 1000;
            for (int row = 0; row < TilePoints.SIDE; row++) {
                points.row(row);
                for (int column = 0; column < TilePoints.SIDE; column++) {
                    if (imaged.at(points.pixel(column), points.pixel(row))) {
                        add(seen(column, row));
                    }
                }
            }
        }

        private void add(int seen) {
            counted++;
            for (int kind = 0; kind < KINDS; kind++) {
                counts[kind] += seen >> kind & 1;
            }
        }

        double cloud() {
            return share(CLOUD);
        }

        double share(int kind) {
            return share(kind, 1);
        }

        double share(int kind, double times) {
            double all = Math.max(1, counted) / 100.0;
            return times * counts[Integer.numberOfTrailingZeros(kind)] / all;
        }

        private int seen(int column, int row) {
            double latitude = points.latitude(column);
            points.position(column, position);
            if (plain) {
                System.arraycopy(position, 0, site, 0, position.length);
                site[Survey.LATITUDE] = latitude;
            } else {
                Survey.fill(site, 0, position, points.longitude(column), latitude, atlas, sheet);
            }
            int roughly = all ? everything(MARGIN) : sky(MARGIN);
            if (roughly != DOUBTFUL) {
                return roughly;
            }
            Coordinate at = points.exact(column, row);
            Survey.fill(site, 0, at.x, at.y, atlas, sheet);
            return all ? everything(0) : sky(0);
        }

        /** Whether there is a cloud. The smallest puffs are left out where they make no difference. */
        private int sky(double margin) {
            double banks = sky.banks(site);
            if (sky.isOnEdge(banks, margin)) {
                return DOUBTFUL;
            }
            double density = banks;
            if (sky.hasPuffs(banks)) {
                density += sky.largePuffs(site, SHORTEST);
                if (Math.abs(density - Sky.CLOUD) < Sky.MOST_SMALL_PUFFS + MARGIN) {
                    density += sky.smallPuffs(site, SHORTEST);
                }
            }
            return Math.abs(density - Sky.CLOUD) < margin ? DOUBTFUL : density > Sky.CLOUD ? CLOUD : 0;
        }

        private int everything(double margin) {
            double banks = sky.banks(site);
            double density = sky.density(site, banks, SHORTEST);
            boolean doubtful = sky.isOnEdge(banks, margin)
                    || isNear(density, Sky.CLOUD, margin)
                    || isNear(density, Sky.OPAQUE, margin);
            if (density > Sky.CLOUD) {
                return doubtful ? DOUBTFUL : density > Sky.OPAQUE ? CLOUD | HIGH_CLOUD : CLOUD;
            }
            double cirrus = sky.cirrus(site, banks);
            boolean land = site[Survey.LAND] > 0;
            boolean snowy = site[Survey.ICE] > 0.45 || (land && site[Survey.MOUNTAINS] > snowLine);
            doubtful |= isNear(cirrus, BlockView.CIRRUS, margin)
                    || isNear(site[Survey.LAND], 0, margin)
                    || isNear(site[Survey.ICE], 0.45, margin)
                    || isNear(site[Survey.MOUNTAINS], snowLine, margin * METRES)
                    || isNear(site[Survey.DESERT], 0.5, margin);
            return doubtful
                    ? DOUBTFUL
                    : (cirrus > BlockView.CIRRUS ? VEIL : 0)
                            | (land && !snowy && site[Survey.DESERT] < 0.5 ? PLANTS : 0)
                            | (land ? 0 : WATER)
                            | (snowy ? SNOW : 0);
        }

        private static boolean isNear(double value, double limit, double margin) {
            return Math.abs(value - limit) < margin;
        }
    }
}
