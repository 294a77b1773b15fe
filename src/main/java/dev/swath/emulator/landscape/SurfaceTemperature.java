package dev.swath.emulator.landscape;

/**
 * The temperature of what is seen from above on a morning: that of the air by season, latitude and height, and by how much the
 * sun warms the ground. Town and bare soil get warm, water and forest stay cool, snow does not thaw, clouds are cold.
 */
final class SurfaceTemperature {

    private static final double FREEZING = 273.15;
    private static final double LAPSE = 6.2 / 1000;
    /** How much colder than the air the top of a thick cloud is. */
    private static final double CLOUD_TOP = 24;

    private SurfaceTemperature() {}

    /** Kelvin at pixel {@code i} of the row. */
    static double kelvin(BlockView view, int i) {
        Material material = view.material(i);
        double air = view.seaLevelTemperature() - LAPSE * view.height(i);
        double ground;
        if (material.water()) {
            // The sea lags behind and freezes below zero.
            ground = Math.max(-1.8, 0.75 * view.seaLevelTemperature() + 4.5 - 0.5 * LAPSE * view.height(i));
        } else {
            double light = view.sun() * view.sunlit(i) * (1 - 0.75 * view.shadow[i]);
            ground = air + warming(view, i, material) * light;
            if (view.snow[i] > 0.5f) {
                ground = Math.min(-0.5, ground);
            }
        }
        double seen = ground + view.alpha[i] * (air - CLOUD_TOP - ground);
        return FREEZING + seen - 5 * view.veil[i];
    }

    /** Degrees by which full sun warms the ground above the air: the more, the fewer leaves evaporate water. */
    private static double warming(BlockView view, int i, Material material) {
        return switch (LandCover.of(material)) {
            case 50 -> 15;
            case 70 -> 0;
            default -> 17 - 16 * Curves.clamp(view.vegetationIndex(i), 0, 0.9);
        };
    }
}
