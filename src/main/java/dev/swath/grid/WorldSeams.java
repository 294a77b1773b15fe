package dev.swath.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where an output grid leaves the map on one side and goes on with the places on the other. Pixels beyond are requested where
 * they are on the map: those at 180.5 degrees east at 179.5 degrees west.
 */
final class WorldSeams {

    private final RasterGrid grid;
    private final int repeat;
    private final Optional<Projection.Cycle> world;

    private WorldSeams(RasterGrid grid, int repeat, Optional<Projection.Cycle> world) {
        this.grid = grid;
        this.repeat = repeat;
        this.world = world;
    }

    static WorldSeams of(OutputGrid output) {
        Projection projection = output.grid().projection();
        RasterGrid band = output.band();
        Optional<Projection.Cycle> world = projection.cycle();
        if (world.isPresent() && band.projection().equals(projection)) {
            double start = world.get().start();
            double left = band.bounds().getMinX();
            boolean within = left >= start
                    && band.bounds().getMaxX() <= start + world.get().length();
            // Some rasters begin in Greenwich, or half a pixel west of the map.
            world = within
                    ? world
                    : Optional.of(new Projection.Cycle(left, world.get().length()));
        }
        return new WorldSeams(output.grid(), output.repeat().orElse(1), world);
    }

    /** A window of the output in parts that lie on one side of each seam. */
    List<Window> parts(Window window) {
        if (world.isEmpty()) {
            return List.of(window);
        }
        List<Window> parts = new ArrayList<>();
        int from = window.column();
        while (from < window.endColumn()) {
            int end = (int) Math.min(window.endColumn(), seamAfter(from));
            parts.add(new Window(from, window.row(), end - from, window.height()));
            from = end;
        }
        return parts;
    }

    /** The column of the next seam, at least one column further: pixels of the band are not divided. */
    private double seamAfter(int column) {
        double next = world.get().start() + (turns(column) + 1) * world.get().length();
        double seam = repeat * Math.ceil(grid.transform().column(next, 0) / repeat - 0.5);
        return Math.max(column + 1.0, seam);
    }

    /** How often the world lies between the map and a column: the centre of the band's pixel decides. */
    private double turns(int column) {
        double x = grid.transform().x(column - column % repeat + repeat / 2.0, 0);
        return Math.floor((x - world.get().start()) / world.get().length());
    }

    /** Pixels to request for a window of the output, where they are on the map. */
    RasterGrid home(RasterGrid request, Window window) {
        if (world.isEmpty()) {
            return request;
        }
        double turns = turns(window.column());
        AffineTransform t = request.transform();
        double x = t.translateX() - turns * world.get().length();
        return turns == 0
                ? request
                : new RasterGrid(
                        request.projection(),
                        new AffineTransform(t.scaleX(), t.shearX(), x, t.shearY(), t.scaleY(), t.translateY()),
                        request.width(),
                        request.height());
    }
}
