package dev.swath.emulator.raster;

import dev.swath.emulator.archive.SampleNumbers;
import dev.swath.emulator.archive.Scene;
import dev.swath.emulator.archive.SourceStrip;
import dev.swath.geotiff.LittleEndian;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import java.util.List;

/** A stored band: each pixel is that of the pyramid level in which its centre lies (nearest neighbour). */
public final class StoredRaster implements Raster {

    private final Scene scene;
    private final Scene.Band band;

    /**
     * @param scene equal to others of the same image, so that their bands are read together
     * @param band one of its bands
     */
    public StoredRaster(Scene scene, Scene.Band band) {
        this.scene = scene;
        this.band = band;
    }

    Scene scene() {
        return scene;
    }

    Scene.Band band() {
        return band;
    }

    @Override
    public List<Raster> inputs() {
        return List.of();
    }

    @Override
    public Block compute(RasterGrid grid, Computation computation) {
        Computation.StoredPixels read = computation.read(this, grid);
        SourceStrip strip = read.strip();
        int[] at = strip.at();
        if (strip.bands().isEmpty()) {
            return Block.masked(at.length);
        }
        Scene.BandPixels pixels = strip.bands().get(read.band());
        return new Block(values(pixels, at), mask(pixels, at));
    }

    private static double[] values(Scene.BandPixels pixels, int[] at) {
        double[] values = new double[at.length];
        byte[] data = pixels.data();
        SampleType type = pixels.type();
        for (int i = 0; i < at.length; i++) {
            int from = at[i];
            if (from >= 0) {
                values[i] = switch (type) {
                    case UINT8 -> data[from] & 0xFF;
                    case UINT16 -> LittleEndian.getShort(data, from * 2) & 0xFFFF;
                    default -> SampleNumbers.get(type, data, from * type.bytes());
                };
            }
        }
        return values;
    }

    private static float[] mask(Scene.BandPixels pixels, int[] at) {
        byte[] stored = pixels.mask();
        boolean whole = true;
        for (int i = 0; i < at.length && whole; i++) {
            whole = at[i] >= 0 && (stored.length == 0 || stored[at[i]] != 0);
        }
        if (whole) {
            return Block.valid(new double[0]).mask();
        }
        float[] mask = new float[at.length];
        for (int i = 0; i < at.length; i++) {
            mask[i] = at[i] >= 0 && (stored.length == 0 || stored[at[i]] != 0) ? 1 : 0;
        }
        return mask;
    }
}
