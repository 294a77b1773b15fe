package dev.swath.emulator.raster;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Finds out whether a computation looks at the pixels around a pixel. */
final class Neighbours {

    private Neighbours() {}

    static boolean isIn(List<Raster> rasters) {
        Set<Raster> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Raster> open = new ArrayList<>(rasters);
        while (!open.isEmpty()) {
            Raster raster = open.remove(open.size() - 1);
            if (raster instanceof NeighbourhoodRaster) {
                return true;
            }
            if (seen.add(raster)) {
                open.addAll(raster.inputs());
            }
        }
        return false;
    }
}
