package dev.swath.emulator.landscape;

import static dev.swath.emulator.landscape.Curves.clamp;
import static dev.swath.emulator.landscape.Curves.step;

/** What grows, flows or lies bare where nobody farms or builds. */
final class NaturalCover {

    private final int pixel;
    private final double tropical;

    NaturalCover(int pixel, double latitude) {
        this.pixel = pixel;
        this.tropical = 1 - step(20, 27, Math.abs(latitude));
    }

    /** Covers a pixel with sea or lake if there is any; rivers come last, over fields and towns. */
    boolean water(float[] f, double random, Cover cover) {
        double coast = f[Terrain.COAST];
        if (coast < 0) {
            sea(f, -coast, cover);
            return true;
        }
        if (f[Terrain.LAKE] > 0 && f[Terrain.ICE] < 0.45) {
            double depth = step(0, 0.12, f[Terrain.LAKE]);
            cover.set(Material.RIVER, Material.LAKE, 0.3 + 0.7 * depth, 1 + 0.05 * f[Terrain.GRAIN]);
            cover.level = true;
            return true;
        }
        return false;
    }

    private void sea(float[] f, double depth, Cover cover) {
        double drift = f[Terrain.FOREST];
        double streaks = 1 + 0.07 * f[Terrain.BEND_X] + 0.05 * f[Terrain.GRAIN];
        double reef = step(19, 24, f[Terrain.WARM]) * step(0.1, 0.6, f[Terrain.LAKE] + 0.9 + 0.4 * drift);
        double muddy = step(-0.2, 0.5, 0.5 * drift + 0.6 * f[Terrain.WET] - 0.5 * f[Terrain.ARID]);
        double d = depth * (1 + 0.5 * drift);
        if (d < 0.022) {
            Material near = muddy > 0.5 ? Material.SILT : reef > 0.3 ? Material.LAGOON : Material.SHELF;
            cover.set(near, Material.SHELF, step(0, 0.022, d), streaks);
        } else {
            cover.set(Material.SHELF, Material.SEA, step(0.015, 0.16 + 0.06 * drift, d), streaks);
        }
        cover.level = true;
    }

    /** The material of gardens at this place. */
    Material garden(float[] f) {
        return f[Terrain.ARID] > 0.7 ? Material.SHRUB : f[Terrain.WARM] > 19 ? Material.SAVANNA : Material.BROADLEAF;
    }

    /** Covers a pixel of dry land. */
    void land(float[] f, double random, Cover cover) {
        double grain = 1 + 0.09 * f[Terrain.GRAIN];
        if (f[Terrain.ICE] > 0.45 + 0.03 * f[Terrain.GRAIN]) {
            double crevasse = step(0.5, 0.62, f[Terrain.ICE]);
            cover.set(Material.GLACIER, Material.SNOW, crevasse, 0.97 + 0.03 * f[Terrain.GRAIN]);
            return;
        }
        double steep = Math.sqrt(
                f[Lattice.SLOPE_EAST] * f[Lattice.SLOPE_EAST] + f[Lattice.SLOPE_NORTH] * f[Lattice.SLOPE_NORTH]);
        double arid = f[Terrain.ARID];
        if (arid > 0.5) {
            dry(f, arid, steep, grain, cover);
        } else {
            moist(f, arid, random, grain, cover);
        }
        double warm = f[Terrain.WARM] + 0.8 * f[Terrain.GRAIN];
        double glacier = step(-7, -8.5, warm) * step(1.1, 0.6, steep);
        // Roots hold the soil of warm slopes.
        double held = 0.3 * step(6, 16, warm) * step(0.5, 0.2, arid);
        double bare = Math.max(
                step(0.55 + held, 0.95 + held, steep), step(-1.5, -5.5, warm) * (0.5 + 0.5 * step(0.15, 0.5, steep)));
        if (bare > 0.02) {
            Material rock = arid > 0.6 && f[Terrain.FOREST] > -0.2
                    ? Material.ROCK_RED
                    : f[Terrain.BEND_X] + f[Terrain.FOREST] > 0.7 ? Material.ROCK_DARK : Material.ROCK;
            cover.over(rock, bare);
        }
        cover.over(Material.GLACIER, glacier);
        beach(f, cover);
    }

    private void beach(float[] f, Cover cover) {
        double coast = f[Terrain.COAST];
        if (coast > 0.012) {
            return;
        }
        double mangrove = step(20, 24, f[Terrain.WARM])
                * step(-0.1, 0.25, f[Terrain.FOREST] + 0.4 * f[Terrain.WET] - 0.4 * f[Terrain.ARID]);
        if (mangrove > 0.4) {
            cover.set(Material.MANGROVE, Material.RIVER, 0.18 * step(0.01, 0, coast), 1 + 0.1 * f[Terrain.GRAIN]);
        } else if (coast < 0.0022) {
            cover.set(Material.BEACH, Material.GRASS, step(0.0012, 0.0022, coast), 1);
        }
    }

    /** Forest, woodland and grass. */
    private void moist(float[] f, double arid, double random, double grain, Cover cover) {
        double warm = f[Terrain.WARM];
        double wet = f[Terrain.WET];
        double wood = f[Terrain.FOREST] * 1.1
                + 0.5 * wet
                - 1.1 * arid
                - 0.55 * clamp(f[Terrain.TILLED], -0.2, 1)
                + 0.28 * step(8, 3, warm)
                + 0.25 * step(400, 1200, f[Terrain.HEIGHT])
                + 0.12;
        double trees = step(-0.05, 0.05, wood + 0.2 * f[Terrain.GRAIN] + 0.12 * (random - 0.5));
        Material tree;
        Material open;
        if (warm > 20) {
            tree = wood + wet > 0.55 ? Material.RAIN_FOREST : Material.SAVANNA;
            open = wet > 0.35 ? Material.GRASS : Material.SAVANNA;
        } else if (warm > 4.5 + 2.5 * f[Terrain.BEND_Y]) {
            tree = tropical > 0.5 ? Material.RAIN_FOREST : Material.BROADLEAF;
            open = Material.GRASS;
        } else {
            tree = Material.CONIFER;
            open = warm > 0 ? Material.GRASS : Material.TUNDRA;
        }
        trees *= step(-5.5, -2.5, warm + 0.6 * f[Terrain.GRAIN]);
        if (trees > 0.55 && warm <= 20 && warm > 1 && tropical < 0.5 && f[Terrain.BEND_Y] + 0.12 * (12 - warm) > 0.5) {
            tree = Material.CONIFER;
        }
        double clumps = 0.16 * trees * (random - 0.5) * (pixel <= 20 ? 1 : 0.5);
        cover.set(open, tree, trees, grain + clumps);
    }

    /** Scrub, gravel, sand and salt. */
    private void dry(float[] f, double arid, double steep, double grain, Cover cover) {
        double hue = 0.45 * f[Terrain.FOREST] + 0.12 * f[Terrain.BEND_X] + 1.6 * (arid - 0.85);
        double sandy = step(0.72, 0.86, arid) * step(0.5, 0.12, steep);
        if (sandy < 0.5) {
            Material soil = hue > 0 ? Material.SOIL_RED : Material.GRAVEL;
            cover.set(soil, Material.SHRUB, 0.75 * step(0.78, 0.5, arid + 0.15 * f[Terrain.FOREST]), grain);
        } else {
            // From gravel over pale to red sand without a step.
            if (hue < 0.1) {
                cover.set(Material.GRAVEL, Material.SAND, step(-0.45, 0.1, hue), grain);
            } else {
                cover.set(Material.SAND, Material.SAND_RED, step(0.1, 0.6, hue), grain);
            }
            if (f[Terrain.LAKE] > -0.3 && steep < 0.05) {
                cover.over(Material.SALT, step(-0.3, -0.1, f[Terrain.LAKE]));
            }
        }
    }

    /** Rivers, brooks, and the trees along them; dry beds in deserts. */
    void river(float[] f, double random, Cover cover) {
        double arid = f[Terrain.ARID];
        if (f[Terrain.ICE] > 0.4 || f[Terrain.WARM] < -9) {
            return;
        }
        double lowland = step(900, 40, f[Terrain.HEIGHT]);
        double rain = clamp(1.1 - arid + 0.4 * f[Terrain.WET], 0, 1.5);
        double widest = (28 + 190 * lowland * rain + 420 * lowland * step(0.6, 1, f[Terrain.WET]))
                * (1 + 0.35 * f[Terrain.FOREST]);
        double[] half = {widest, 7 + 26 * lowland * rain, 4 + 6 * lowland * rain, 2.2};
        boolean dryBed = arid > 0.68;
        for (int i = 0; i < half.length; i++) {
            double distance = Math.abs(f[Terrain.RIVER + i]);
            double width = dryBed ? half[i] * 0.8 + 4 : half[i];
            if (distance > width + 4 * 40 || pixel > 8 * width) {
                continue;
            }
            double inside = clamp((width - distance) / pixel + 0.5, 0, 1) * Math.min(1, 2 * width / pixel);
            double trees = width + 10 + (16 + 10 * i) * Math.max(0, f[Terrain.GRAIN] + 0.6) + 12 * random;
            boolean green = !dryBed && arid < 0.6 && f[Terrain.WARM] > 0;
            if (green && distance < trees && pixel <= 40 && (inside < 0.5 || distance > width)) {
                cover.over(f[Terrain.WARM] > 20 ? Material.RAIN_FOREST : Material.BROADLEAF, 0.85);
            }
            if (inside > 0.3) {
                bed(f, i, dryBed, inside, distance / width, cover);
                if (inside > 0.6) {
                    return;
                }
            }
        }
    }

    private static void bed(float[] f, int order, boolean dry, double inside, double across, Cover cover) {
        if (dry) {
            cover.over(order == 0 ? Material.SAND : Material.GRAVEL, 0.8 * inside);
            return;
        }
        double bar = f[Terrain.GRAIN] + 0.6 * f[Terrain.BEND_X];
        if (order < 2 && bar > 0.75 && across > 0.45) {
            cover.over(Material.BEACH, inside);
            return;
        }
        cover.over(order == 0 && f[Terrain.WET] > 0.2 ? Material.SILT : Material.RIVER, inside);
        cover.level = cover.level || inside > 0.5;
        if (inside > 0.9) {
            cover.grain = 1;
        }
    }
}
