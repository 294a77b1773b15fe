package dev.swath.emulator.landscape;

import java.util.List;

/**
 * The terrain at a point of the sphere: height, coast, rivers and climate. Valleys follow the zero lines of four noise
 * fields, each a third as long as the one before and fading out towards the valleys of the longer ones, with different
 * noise on either side, so that tributaries end at rivers.
 */
final class Terrain {

    static final int COAST = 0;
    static final int HEIGHT = 1;
    static final int RIVER = 2;
    static final int TRIBUTARY = 3;
    static final int BROOK = 4;
    static final int RILL = 5;
    static final int ARID = 6;
    static final int WET = 7;
    static final int WARM = 8;
    static final int FOREST = 9;
    static final int TILLED = 10;
    static final int ICE = 11;
    static final int LAKE = 12;
    static final int GRAIN = 13;
    static final int BEND_X = 14;
    static final int BEND_Y = 15;
    static final int FIELDS = 16;

    /** Wavelengths of the four valley fields in metres. */
    static final double[] VALLEYS = {110_000, 31_000, 9_500, 3_100};

    private static final double HALF_COAST = 34_000;

    private final List<Cone> cones;
    private final double shortest;
    private final double[] bent = new double[3];

    /**
     * @param cones volcanoes nearby
     * @param shortest the shortest visible wavelength, in metres
     */
    Terrain(List<Cone> cones, double shortest) {
        this.cones = cones;
        this.shortest = shortest;
    }

    /** Fills {@code into} with the fields of a point whose survey is {@code site}. */
    void at(double[] site, float[] into) {
        double bendX = bend(site, 11) * 2;
        double bendY = bend(site, 21) * 2;
        bent[0] = site[0] + 320 * bendX;
        bent[1] = site[1] + 320 * bendY;
        bent[2] = site[2] + 160 * (bendX - bendY);
        double coast = site[Survey.LAND]
                + 0.085
                        * Noise.octaves(bent, HALF_COAST, shortest, 7, 0.52, 31)
                        * (1 - 0.7 * Curves.step(0.25, 0.45, Math.abs(site[Survey.LAND])));
        double inland = Curves.step(0, 0.1, coast);
        double cone = cone();
        relief(site, coast, inland, cone, into);
        climate(site, into);
        into[Terrain.COAST] = (float) coast;
        into[Terrain.BEND_X] = (float) bendX;
        into[Terrain.BEND_Y] = (float) bendY;
    }

    private double bend(double[] site, int seed) {
        return Noise.at(site[0] / 2700, site[1] / 2700, site[2] / 2700, seed)
                + (shortest < 800 ? 0.2 * Noise.at(site[0] / 800, site[1] / 800, site[2] / 800, seed + 1) : 0);
    }

    private double cone() {
        double height = 0;
        for (Cone cone : cones) {
            double dx = bent[0] - cone.x();
            double dy = bent[1] - cone.y();
            double dz = bent[2] - cone.z();
            double r = Math.sqrt(dx * dx + dy * dy + dz * dz) / cone.radius();
            if (r < 1.2) {
                double flank = Math.max(0, 1 - r / 1.2);
                double crater = Curves.bell(r * r / (0.05 * 0.05)) * 0.12;
                height = Math.max(height, cone.height() * (flank * flank * (0.55 + 0.45 * flank) - crater));
            }
        }
        return height;
    }

    private void relief(double[] site, double coast, double inland, double cone, float[] into) {
        double mountains = site[Survey.MOUNTAINS];
        double hills = Math.max(0, Noise.octaves(site, 190_000, 40_000, 2, 0.6, 51) + 0.15);
        double rough = (12 + 90 * hills * hills + 0.62 * mountains + 0.2 * cone) * inland;
        double sum = 0;
        double fade = 1;
        int side = 0;
        double[] strength = {0.3, 0.5, 0.55, 0.34};
        for (int i = 0; i < VALLEYS.length; i++) {
            double n = VALLEYS[i] < shortest
                    ? 0.5
                    : Noise.at(bent[0] / VALLEYS[i], bent[1] / VALLEYS[i], bent[2] / VALLEYS[i], 61 + i + 10 * side);
            into[RIVER + i] = (float) n;
            double wall = Math.min(1, Math.abs(n) * 1.9);
            sum += strength[i] * wall * fade;
            fade *= Curves.step(0, 0.16 + 0.05 * i, wall);
            side = side * 2 + (n < 0 ? 1 : 0);
        }
        double crags = 0;
        double part = 0.16;
        for (double length = 1500; length > shortest && length > 100; length *= 0.43) {
            double n = Noise.at(site[0] / length, site[1] / length, site[2] / length, (int) length);
            crags += part * (0.35 - Math.abs(n));
            part *= 0.56;
        }
        double plain = 55 + 90 * Noise.octaves(site, 420_000, 60_000, 3, 0.5, 81);
        double height = inland * (Math.max(6, plain) * Curves.step(0, 0.4, coast) + 0.42 * mountains + cone)
                + rough * (sum + crags * (0.25 + fade));
        double dunes = Curves.step(0.75, 0.95, site[Survey.DESERT]) * (1 - Curves.step(150, 500, mountains));
        into[HEIGHT] =
                (float) (height + dunes * dune() + 900 * site[Survey.ICE] * Curves.step(0.3, 1, site[Survey.ICE]));
    }

    /** Long ridges of sand across a wind from one direction. */
    private double dune() {
        double along = 0.5 * bent[0] + 0.62 * bent[1] - 0.6 * bent[2];
        double x = (bent[0] - 0.78 * 0.5 * along) / 1500;
        double y = (bent[1] - 0.78 * 0.62 * along) / 1500;
        double z = (bent[2] + 0.78 * 0.6 * along) / 1500;
        double ridges = 1 - 1.8 * Math.abs(Noise.at(x, y, z, 95));
        double ripples = shortest < 400 ? 1 - 1.8 * Math.abs(Noise.at(x * 4, y * 4, z * 4, 96)) : 0;
        return 48 * ridges + 9 * ripples;
    }

    private void climate(double[] site, float[] into) {
        double latitude = site[Survey.LATITUDE];
        double region = Noise.octaves(site, 300_000, shortest, 5, 0.55, 101);
        double far = Math.abs(latitude);
        double belt = 0.3 * Curves.bell((far - 26) * (far - 26) / 200);
        double arid =
                site[Survey.DESERT] * (1 - 0.6 * site[Survey.WET]) + 0.12 * region + belt - 0.5 * site[Survey.WET];
        double warm = Season.yearly(latitude) - 6.2 * into[HEIGHT] / 1000;
        double forest = Noise.octaves(bent, 11_000, shortest, 6, 0.6, 111);
        double tilled = 1.05 * site[Survey.FARM]
                + 0.6 * Noise.octaves(bent, 26_000, shortest, 4, 0.5, 121)
                - 0.55 * site[Survey.WET]
                - 0.9 * Curves.step(0.35, 0.8, arid) * (1 - site[Survey.FARM])
                - site[Survey.MOUNTAINS] / 1300
                - 0.8 * Curves.step(4, -1, warm);
        double young = Curves.step(8, 2, warm) * Curves.step(42, 50, far) * (1 - Curves.step(0.4, 0.7, arid));
        double ponds = Noise.octaves(bent, 8_000, shortest, 5, 0.55, 131) + 0.72 * young - 1.32;
        into[ARID] = (float) arid;
        into[WET] = (float) (site[Survey.WET] + 0.25 * region);
        into[WARM] = (float) warm;
        into[FOREST] = (float) forest;
        into[TILLED] = (float) tilled;
        into[ICE] = (float) (site[Survey.ICE] + 0.12 * forest);
        into[LAKE] = (float)
                Math.max(arid > 0.45 ? Math.min(ponds, -0.01) : ponds, 1.6 * (site[Survey.LAKE] - 0.5) + 0.1 * forest);
        into[GRAIN] = (float) Noise.octaves(site, 640, shortest, 3, 0.7, 141);
    }

    /** A volcano: its position on the sphere, radius and height in metres. */
    record Cone(double x, double y, double z, double radius, double height) {}
}
