package dev.swath.emulator.landscape;

import dev.swath.emulator.landscape.Frame.Block;
import java.util.ArrayList;
import java.util.List;

/** Renders the ground of one block, once for all dates: the cover of each pixel, from the terrain. */
final class GroundPainter {

    private final Block block;
    private final Survey survey;
    private final Lattice lattice;
    private final Settlements settlements;
    private final Fields fields;
    private final NaturalCover nature;
    private final Cover cover = new Cover();
    private final Fields.Parcel parcel = new Fields.Parcel();
    private final Settlements.Spot spot = new Settlements.Spot();
    private final float[] f = new float[Lattice.VALUES];

    GroundPainter(Atlas atlas, Block block) {
        this.block = block;
        this.survey = new Survey(atlas, block);
        this.lattice = new Lattice(block, survey, cones(atlas, survey));
        this.settlements = new Settlements(atlas, survey, block);
        this.fields = new Fields(block, survey);
        this.nature = new NaturalCover(block.pixel(), survey.latitude());
    }

    static List<Terrain.Cone> cones(Atlas atlas, Survey survey) {
        List<Terrain.Cone> near = new ArrayList<>();
        for (Atlas.Place place : atlas.volcanoes()) {
            double[] uv = LocalPlane.uv(survey.longitude(), survey.latitude(), place.longitude(), place.latitude());
            double reach = 1.3 * place.radius() + survey.radius();
            if (Math.abs(place.latitude() - survey.latitude()) < 5 && uv[0] * uv[0] + uv[1] * uv[1] < reach * reach) {
                double[] p = Sphere.point(place.longitude(), place.latitude());
                near.add(new Terrain.Cone(p[0], p[1], p[2], place.radius(), place.height()));
            }
        }
        return near;
    }

    Ground paint() {
        Ground ground = new Ground(survey);
        for (int row = 0; row < Frame.BLOCK; row++) {
            lattice.row(row);
            for (int column = 0; column < Frame.BLOCK; column++) {
                lattice.pixel(column, f);
                int bits = Noise.hash(
                        block.x() * Frame.BLOCK + column,
                        block.y() * Frame.BLOCK + row,
                        block.chart().seed(),
                        3);
                cover(column, row, bits);
                store(ground, row * Frame.BLOCK + column, bits);
            }
        }
        return ground;
    }

    private void store(Ground ground, int at, int bits) {
        double random = (bits >>> 16 & 255) / 255.0 - 0.5;
        ground.first[at] = (byte) cover.first.ordinal();
        ground.second[at] = (byte) cover.second.ordinal();
        ground.share[at] = (byte) Math.round(cover.share * 255);
        double rough = cover.first.water() ? 0.03 : 0.055;
        ground.grain[at] = (byte) Math.round(Curves.clamp(cover.grain + rough * random, 0, 1.99) * 128);
        double height = f[Terrain.HEIGHT];
        ground.height[at] = (byte) Math.round(Curves.clamp(height / Ground.HEIGHT_STEP, 0, 255));
        double steep = cover.level ? 0 : 1;
        ground.east[at] = Ground.coded(steep * f[Lattice.SLOPE_EAST]);
        ground.north[at] = Ground.coded(steep * f[Lattice.SLOPE_NORTH]);
    }

    private void cover(int column, int row, int bits) {
        double random = (bits & 0xffff) / 65536.0;
        if (nature.water(f, random, cover)) {
            return;
        }
        nature.land(f, random, cover);
        double bendX = f[Terrain.BEND_X];
        double bendY = f[Terrain.BEND_Y];
        farm(column, row, bendX, bendY, random);
        double steep = Math.abs(f[Lattice.SLOPE_EAST]) + Math.abs(f[Lattice.SLOPE_NORTH]);
        double density = f[Terrain.ICE] > 0.4
                ? 0
                : settlements.density(
                                column, row, bendX, bendY, 0.35 * f[Terrain.GRAIN] + 1.1 * f[Terrain.FOREST], spot)
                        - 1.2 * steep;
        if (density > 0) {
            spot.town.paint(spot.u, spot.v, density, block.pixel(), nature.garden(f), cover);
        }
        if (block.pixel() <= 60 && f[Terrain.ICE] < 0.4) {
            cover.over(Material.ASPHALT, 0.85 * settlements.road(column, row, bendX, bendY));
        }
        if (density <= 0.25) {
            nature.river(f, random, cover);
        } else if (Math.abs(f[Terrain.RIVER]) < 90 || Math.abs(f[Terrain.TRIBUTARY]) < 25) {
            nature.river(f, random, cover);
        }
    }

    private void farm(int column, int row, double bendX, double bendY, double random) {
        double tilled = f[Terrain.TILLED];
        double steep = Math.abs(f[Lattice.SLOPE_EAST]) + Math.abs(f[Lattice.SLOPE_NORTH]);
        if (tilled < -0.25 || steep > 0.5 || f[Terrain.COAST] < 0.006) {
            return;
        }
        boolean desert = f[Terrain.ARID] > 0.62 && tilled < 0.75;
        fields.at(column, row, bendX, bendY, desert, parcel);
        double wanted = tilled - 1.4 * steep - 1.6 * Math.max(0, f[Terrain.FOREST] - 0.1);
        if (wanted + 0.55 * (parcel.unit(1) - 0.5) < 0.16) {
            return;
        }
        if (desert && !parcel.pivot) {
            return;
        }
        paintParcel(desert, random);
    }

    private void paintParcel(boolean desert, double random) {
        double grain = 0.9 + 0.2 * parcel.unit(2) + 0.07 * f[Terrain.GRAIN];
        int pixel = block.pixel();
        // Plough lines, as far as the pixels can show them.
        double lines =
                pixel <= 20 ? 0.02 * (Math.abs(parcel.across / 31 - Math.floor(parcel.across / 31) - 0.5) * 4 - 1) : 0;
        if (desert) {
            boolean green = parcel.unit(3) < 0.62;
            cover.set(green ? Material.PIVOT : Material.SOIL_BROWN, Material.SAND, green ? 0.06 : 0.4, grain);
        } else {
            int kind = (int) (parcel.unit(3) * Material.CROPS);
            Material soil = f[Terrain.WARM] > 20 ? Material.SOIL_RED : Material.SOIL_BROWN;
            if (pixel > 50) {
                // A pixel contains several parcels: only their mean remains.
                int other = (kind + 5) % Material.CROPS;
                cover.set(Material.crop(kind), Material.crop(other), 0.5, 0.5 + 0.5 * grain);
                return;
            }
            cover.set(Material.crop(kind), soil, 0.05 + 0.12 * parcel.unit(4), grain + lines);
            if (parcel.unit(5) < 0.1) {
                cover.set(Material.GRASS, Material.BROADLEAF, 0.2, grain);
            }
            if (parcel.edge < 5 + 0.25 * pixel && pixel <= 30) {
                boolean hedge = (parcel.bits & 3) != 0 && f[Terrain.ARID] < 0.35;
                cover.over(hedge ? Material.BROADLEAF : Material.SOIL_BROWN, 0.55 + 0.2 * random);
            }
        }
    }
}
