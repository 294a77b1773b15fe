package dev.swath.emulator.raster;

import dev.swath.emulator.archive.Scene;
import dev.swath.emulator.archive.SourceStrip;
import dev.swath.grid.RasterGrid;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Computes blocks for one tile of a result. Each block is computed once; the stored bands of a scene that share a grid are read
 * together. Used by one thread.
 */
public final class Computation implements Closeable {

    private final Budget budget;
    private final IdentityHashMap<Raster, Map<RasterGrid, Block>> blocks = new IdentityHashMap<>();
    private final Map<Scene, Map<RasterGrid, List<String>>> wanted;
    private final Map<Source, SourceStrip> strips = new HashMap<>();
    private long bytes;

    /** What is read of a scene for a grid. */
    private record Source(Scene scene, RasterGrid band, RasterGrid grid) {}

    /**
     * @param budget of the request
     * @param roots what will be asked for: their stored inputs are gathered
     */
    public Computation(Budget budget, Collection<Raster> roots) {
        this.budget = budget;
        this.wanted = new HashMap<>();
        Set<Raster> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Raster> open = new ArrayList<>(roots);
        while (!open.isEmpty()) {
            Raster raster = open.remove(open.size() - 1);
            if (seen.add(raster)) {
                open.addAll(raster.inputs());
                if (raster instanceof StoredRaster stored) {
                    List<String> ids = wanted.computeIfAbsent(stored.scene(), any -> new HashMap<>())
                            .computeIfAbsent(stored.band().grid(), any -> new ArrayList<>());
                    if (!ids.contains(stored.band().id())) {
                        ids.add(stored.band().id());
                    }
                }
            }
        }
    }

    /** The pixels of a raster on a grid. */
    public Block block(Raster raster, RasterGrid grid) {
        Map<RasterGrid, Block> known = blocks.computeIfAbsent(raster, any -> new HashMap<>());
        Block block = known.get(grid);
        if (block == null) {
            budget.check();
            budget.checkFits(12L * grid.width() * grid.height());
            block = raster.compute(grid, this);
            take(block.bytes());
            known.put(grid, block);
        }
        return block;
    }

    /** What the request may use. */
    Budget budget() {
        return budget;
    }

    /** The pixels of several rasters on a grid. */
    public List<Block> blocks(List<Raster> rasters, RasterGrid grid) {
        List<Block> all = new ArrayList<>(rasters.size());
        rasters.forEach(raster -> all.add(block(raster, grid)));
        return all;
    }

    /** The stored pixels that a grid needs, and the band's position among them. */
    StoredPixels read(StoredRaster raster, RasterGrid grid) {
        List<String> ids = wanted.get(raster.scene()).get(raster.band().grid());
        Source source = new Source(raster.scene(), raster.band().grid(), grid);
        SourceStrip strip = strips.get(source);
        if (strip == null) {
            strip = read(raster.scene(), ids, raster.band().grid(), grid);
            strips.put(source, strip);
            long read = 4L * strip.at().length;
            for (Scene.BandPixels band : strip.bands()) {
                read += band.data().length + band.mask().length;
            }
            take(read);
        }
        return new StoredPixels(strip, ids.indexOf(raster.band().id()));
    }

    private SourceStrip read(Scene scene, List<String> ids, RasterGrid band, RasterGrid grid) {
        long pixelBytes = scene.bands().stream()
                .filter(each -> ids.contains(each.id()))
                .mapToLong(each -> each.type().bytes() + 1L)
                .sum();
        try {
            Optional<SourceStrip> read = new SourceStrip.Reader(scene, ids, band, grid)
                    .read(0, grid.height(), Budget.MEMORY / Math.max(1, pixelBytes));
            return read.orElseThrow(ComputationException::outOfMemory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A band among those that were read together. */
    record StoredPixels(SourceStrip strip, int band) {}

    private void take(long more) {
        budget.take(more);
        bytes += more;
    }

    /** Gives the memory back. */
    @Override
    public void close() {
        budget.free(bytes);
        bytes = 0;
        blocks.clear();
        strips.clear();
    }
}
