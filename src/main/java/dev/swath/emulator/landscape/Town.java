package dev.swath.emulator.landscape;

/**
 * A town: districts of streets at right angles, denser and with larger roofs towards the middle.
 *
 * @param plane metres from its middle
 * @param radius metres
 * @param cos cosine of the direction of its main street
 * @param sin sine of it
 * @param bits random bits of its own
 */
record Town(LocalPlane plane, double radius, double cos, double sin, int bits) {

    private static final double DISTRICT = 1150;

    static Town of(LocalPlane plane, double radius, int bits) {
        double angle = (Noise.unit(bits, 1, 1, 801) - 0.5) * Math.PI / 2;
        return new Town(plane, radius, StrictMath.cos(angle), StrictMath.sin(angle), bits);
    }

    double distance(int column, int row) {
        double u = plane.u(column, row);
        double v = plane.v(column, row);
        return Math.sqrt(u * u + v * v);
    }

    /**
     * The density of the town at a place: above 0 within it, towards 1 in the middle; it extends along its main
     * streets.
     */
    double density(double u, double v) {
        double squared = u * u + v * v;
        if (squared > 2.3 * radius * radius) {
            return -1;
        }
        double p = u * cos + v * sin;
        double q = v * cos - u * sin;
        double arms = (p * p - q * q) / (squared + 1);
        return 1.0 - Math.sqrt(squared) / radius + 0.2 * (arms * arms - 0.5);
    }

    /**
     * Covers a pixel.
     *
     * @param u metres east of the middle
     * @param v metres north of it
     * @param density 0 at the rim to 1 in the middle
     * @param pixel side of a pixel in metres
     * @param green the material of gardens and parks
     * @param cover what to fill
     */
    void paint(double u, double v, double density, int pixel, Material green, Cover cover) {
        double built = Curves.clamp(0.46 + 0.5 * density, 0, 0.93) * Curves.step(-0.02, 0.1, density);
        if (pixel > 30) {
            int lot = Noise.hash((int) Math.floor(u / pixel), (int) Math.floor(v / pixel), bits, 811);
            double random = (lot >>> 8) * 0x1p-24;
            cover.set(green, Material.TOWN, built * (0.75 + 0.4 * random), 0.95 + 0.12 * random);
            cover.level = true;
            return;
        }
        double p = u * cos + v * sin;
        double q = v * cos - u * sin;
        int i = (int) Math.floor(p / DISTRICT + 0.5);
        int j = (int) Math.floor(q / DISTRICT + 0.5);
        int district = Noise.hash(i, j, bits, 821);
        double turn = i == 0 && j == 0 ? 0 : ((district >>> 24) / 255.0 - 0.5) * 0.7;
        double x = p + turn * q;
        double y = q - turn * p;
        double length = 78 + (district >> 4 & 63);
        double width = 58 + (district >> 10 & 31);
        int blockX = (int) Math.floor(x / length);
        int blockY = (int) Math.floor(y / width);
        double inX = x - blockX * length;
        double inY = y - blockY * width;
        double streetX = blockX % 6 == 0 ? 19 : 9;
        double streetY = blockY % 7 == 0 ? 17 : 9;
        int quarter = Noise.hash(blockX, blockY, district, 831);
        double kind = (quarter >>> 8) * 0x1p-24;
        cover.level = true;
        double fromMiddle = StrictMath.hypot(p - i * DISTRICT, q - j * DISTRICT);
        if ((district & 7) == 0 && turn != 0 && fromMiddle < 150 + (district >>> 20 & 255)) {
            cover.set(green, Material.GRASS, 0.55 * kind, 0.95 + 0.1 * kind);
            cover.level = true;
            return;
        }
        if (inX < streetX || inY < streetY) {
            cover.set(Material.ASPHALT, green, 0.28 * (1 - density), 1 + 0.1 * kind);
            cover.level = true;
            return;
        }
        int lot = Noise.hash((int) (inX / (12 + 14 * density)), (int) (inY / 15), quarter, 841);
        lot(kind, (lot >>> 8) * 0x1p-24, lot & 255, built, density, green, cover);
        cover.level = true;
    }

    private static void lot(
            double kind, double random, int shade, double built, double density, Material green, Cover cover) {
        double grain = 0.86 + shade / 850.0;
        if (kind < 0.05) {
            cover.set(green, Material.GRASS, 0.3, grain);
        } else if (kind > 0.955) {
            // A factory or a market: one large roof.
            cover.set(
                    random < 0.8 ? Material.ROOF_BRIGHT : Material.ROOF_BLUE,
                    Material.CONCRETE,
                    0.25,
                    0.95 + 0.1 * random);
        } else if (random > built) {
            cover.set(green, Material.CONCRETE, 0.12 + 0.55 * density, grain);
        } else {
            double pick = random / built;
            Material roof = pick < 0.34 - 0.14 * density
                    ? Material.ROOF_RED
                    : pick < 0.62
                            ? Material.CONCRETE
                            : pick < 0.82
                                    ? Material.ROOF_DARK
                                    : pick < 0.96 ? Material.ROOF_BRIGHT : Material.ROOF_BLUE;
            cover.set(roof, green, 0.32 * (1 - density), grain);
        }
    }
}
