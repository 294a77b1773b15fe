package dev.swath.emulator.landscape;

import dev.swath.emulator.landscape.Frame.Block;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;

/**
 * Renders the ground of one block whose pixels are kilometres wide, each by itself: coasts, deserts, forests and ice. Fields,
 * towns and rivers are too small to be seen.
 */
final class OverviewPainter {

    /** Blocks of pixels wider than this, in units of about a metre, are rendered here. */
    static final int FROM_PIXEL = 2000;

    private static final double SHEET = 3;

    private final Atlas atlas;
    private final Block block;
    private final double[] site = new double[Survey.VALUES];
    private final float[] f = new float[Lattice.VALUES];
    private final Cover cover = new Cover();

    OverviewPainter(Atlas atlas, Block block) {
        this.atlas = atlas;
        this.block = block;
    }

    Ground paint() {
        Ground ground = new Ground(new Survey(atlas, block));
        double metres = block.pixel() * block.chart().metresNorth();
        for (int row = 0; row < Frame.BLOCK; row++) {
            for (int column = 0; column < Frame.BLOCK; column++) {
                Coordinate at = block.lonLat(column + 0.5, row + 0.5);
                double longitude = Math.IEEEremainder(at.x, 360);
                Survey.fill(site, 0, longitude, at.y, atlas, atlas.sheet(longitude, at.y, SHEET));
                new Terrain(List.of(), 2.5 * metres).at(site, f);
                NaturalCover nature = new NaturalCover(block.pixel(), at.y);
                double random = Noise.unit(column, row, block.x(), block.y());
                if (!nature.water(f, random, cover)) {
                    nature.land(f, random, cover);
                    // Of farmland and what is between its fields, only the mean can be seen.
                    cover.over(
                            Material.crop((int) (random * Material.CROPS)),
                            0.8 * Curves.step(0.1, 0.5, f[Terrain.TILLED]));
                }
                store(ground, row * Frame.BLOCK + column);
            }
        }
        return ground;
    }

    private void store(Ground ground, int at) {
        ground.first[at] = (byte) cover.first.ordinal();
        ground.second[at] = (byte) cover.second.ordinal();
        ground.share[at] = (byte) Math.round(cover.share * 255);
        ground.grain[at] = (byte) Math.round(Curves.clamp(cover.grain, 0, 1.99) * 128);
        ground.height[at] = (byte) Math.round(Curves.clamp(f[Terrain.HEIGHT] / Ground.HEIGHT_STEP, 0, 255));
    }
}
