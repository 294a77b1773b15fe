package dev.swath.emulator.landscape;

import org.locationtech.jts.geom.Coordinate;

/**
 * Shares of the imaged pixels of a tile in percent.
 *
 * @param cloud opaque and medium cloud
 * @param highCloud opaque cloud only
 * @param veil thin cirrus
 * @param shadow shadows of clouds
 * @param vegetation green plants
 * @param water sea, lakes and rivers
 * @param snow snow and ice
 */
public record Statistics(
        double cloud, double highCloud, double veil, double shadow, double vegetation, double water, double snow) {

    private static final int POINTS = 40;

    static Statistics of(Atlas atlas, Frame frame, Acquisition acquisition, int side, Landscape.Imaged imaged) {
        Sky sky = new Sky(acquisition);
        Coordinate centre = frame.lonLat(side / 2.0, side / 2.0);
        Atlas.Sheet sheet = atlas.sheet(centre.x, centre.y, 1.8);
        double[] site = new double[Survey.VALUES];
        int[] count = new int[7];
        double snowLine = sky.season().temperature(centre.y) / 6.2 * 1000;
        for (int i = 0; i < POINTS * POINTS; i++) {
            int column = (int) ((i % POINTS + 0.5) * side / POINTS);
            int line = i / POINTS;
            int row = (int) ((line + 0.5) * side / POINTS);
            if (!imaged.at(column, row)) {
                continue;
            }
            Coordinate at = frame.lonLat(column + 0.5, row + 0.5);
            Survey.fill(site, 0, at.x, at.y, atlas, sheet);
            double density = sky.density(site, 100);
            boolean cloudy = density > Sky.CLOUD;
            boolean land = site[Survey.LAND] > 0;
            boolean snowy = site[Survey.ICE] > 0.45 || (land && site[Survey.MOUNTAINS] > snowLine);
            count[0]++;
            count[1] += cloudy ? 1 : 0;
            count[2] += density > Sky.OPAQUE ? 1 : 0;
            count[3] += !cloudy && sky.cirrus(site, sky.banks(site)) > BlockView.CIRRUS ? 1 : 0;
            count[4] += !cloudy && land && !snowy && site[Survey.DESERT] < 0.5 ? 1 : 0;
            count[5] += !cloudy && !land ? 1 : 0;
            count[6] += !cloudy && snowy ? 1 : 0;
        }
        double all = Math.max(1, count[0]) / 100.0;
        double cloud = count[1] / all;
        double shadow = 0.3 * cloud * (1 - cloud / 100);
        return new Statistics(
                cloud,
                count[2] / all,
                count[3] / all,
                shadow,
                Math.max(0, 0.86 * count[4] / all - shadow),
                count[5] / all,
                count[6] / all);
    }
}
