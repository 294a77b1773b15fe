package dev.swath.emulator.landscape;

/**
 * The clouds of one pass, as a field over the sphere: systems of some hundred kilometres, banks within them, and puffs
 * down to the size of a pixel. Positive values are cloud.
 */
final class Sky {

    /** Density from which a pixel counts as cloud. */
    static final double CLOUD = 0.1;

    /** Density at which a cloud is opaque. */
    static final double OPAQUE = 0.34;

    private static final double PUFFS = 0.42;
    private static final double SMALL_PUFFS = PUFFS * 0.6 * 0.6 * 0.6 * 0.6;

    /** More than three octaves of small puffs can add or take away. */
    static final double MOST_SMALL_PUFFS = SMALL_PUFFS * (1 + 0.6 + 0.6 * 0.6) * Noise.MOST;

    /** Large scales with less have no puffs. */
    private static final double CLEAR = -1.15 * PUFFS;

    /** Large scales with more have no puffs. */
    private static final double OVERCAST = 1.2 + PUFFS;

    private final int seed;
    private final Season season;

    Sky(Acquisition acquisition) {
        this.seed = Noise.hash((int) acquisition.weather().orElse(0), 17, 4, 23) >>> 12;
        this.season = new Season(acquisition.time());
    }

    /** How cloudy the climate is here at this time of year. */
    private double climate(double[] site) {
        double latitude = site[Survey.LATITUDE];
        double tropical = 1 - Curves.step(12, 28, Math.abs(latitude));
        double rainy = Curves.lerp(season.rain(latitude), -0.62, 0.45);
        double temperate = -0.06 + 0.12 * Curves.step(45, 62, Math.abs(latitude));
        return Curves.lerp(tropical, temperate, rainy)
                + 0.3 * site[Survey.WET]
                - 0.75 * site[Survey.DESERT]
                + 0.05 * Curves.step(200, 1500, site[Survey.MOUNTAINS])
                - 0.12 * site[Survey.ICE];
    }

    /** The large scales of the field: climate, systems and banks. */
    double banks(double[] site) {
        double systems = 0.95 * Noise.octaves(site, 1_300_000, 1, 3, 0.6, seed);
        return climate(site) + systems + 0.45 * Noise.octaves(site, 64_000, 1, 3, 0.55, seed + 10);
    }

    /** The whole field, with puffs no smaller than {@code shortest} metres. */
    double density(double[] site, double shortest) {
        return density(site, banks(site), shortest);
    }

    /** The puffs of a kilometre and more, which show light and shade best. */
    double largePuffs(double[] site, double shortest) {
        return PUFFS * Noise.octaves(site, 8_200, shortest, 4, 0.6, seed + 20);
    }

    /** The smaller puffs, to be added to the large ones. */
    double smallPuffs(double[] site, double shortest) {
        return SMALL_PUFFS * Noise.octaves(site, 512.5, shortest, 3, 0.6, seed + 24);
    }

    /** The whole field if its large scales are known. */
    double density(double[] site, double banks, double shortest) {
        return !hasPuffs(banks) ? banks : banks + largePuffs(site, shortest) + smallPuffs(site, shortest);
    }

    /** Whether puffs make a difference: neither in a clear sky nor in an overcast one. */
    boolean hasPuffs(double banks) {
        return banks > CLEAR && banks < OVERCAST;
    }

    /** Whether a little more or less would change {@link #hasPuffs}. */
    boolean isOnEdge(double banks, double margin) {
        return Math.abs(banks - CLEAR) < margin || Math.abs(banks - OVERCAST) < margin;
    }

    /** Thin high cloud without shadow, 0..1. */
    double cirrus(double[] site, double banks) {
        double along = 0.6 * site[0] + 0.5 * site[1] + 0.62 * site[2];
        double x = (site[0] - 0.5 * along) / 70_000;
        double y = (site[1] - 0.42 * along) / 70_000;
        double z = (site[2] - 0.5 * along) / 70_000;
        double veil = Noise.at(x, y, z, seed + 30) + 0.5 * Noise.at(3 * x, 3 * y, 3 * z, seed + 31);
        return 0.3 * Curves.step(0.2, 0.9, veil) * Curves.step(-0.3, 0.5, banks);
    }

    Season season() {
        return season;
    }
}
