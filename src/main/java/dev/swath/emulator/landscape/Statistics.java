package dev.swath.emulator.landscape;

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

    /** The share in the shadow of so many clouds. */
    public static double shadow(double cloud) {
        return 0.3 * cloud * (1 - cloud / 100);
    }
}
