package dev.swath.emulator.expression;

import dev.swath.emulator.raster.AreaPixels;
import dev.swath.emulator.raster.Block;
import dev.swath.emulator.raster.ComputationException;
import dev.swath.emulator.raster.GridProjection;
import dev.swath.emulator.raster.Raster;
import dev.swath.emulator.raster.Tiles;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * The pixels of some bands in a region.
 *
 * @param grid the region's box
 * @param parts its tiles, from the upper left
 */
record RegionPixels(RasterGrid grid, List<Part> parts) {

    private static final double MAX_PIXELS_DEFAULT = 1e7;

    /**
     * A tile.
     *
     * @param window within the grid
     * @param blocks one for each band
     * @param shares of each pixel that lie in the region
     */
    record Part(Window window, List<Block> blocks, float[] shares) {}

    /** The lattice that arguments {@code crs}, {@code crsTransform} and {@code scale} describe; by default the band's own. */
    static GridProjection lattice(Arguments arguments, String crsName, Band band) {
        GridProjection own = band.projection();
        Optional<GridProjection> crs = arguments.optionalProjection(crsName);
        GridProjection base = crs.orElse(own);
        if (hasArgument(arguments, "crsTransform")) {
            return ProjectionFunctions.transformed(base, arguments.list("crsTransform"));
        }
        return arguments.has("scale") ? ImageShapeFunctions.scaled(base, arguments.decimal("scale")) : base;
    }

    private static boolean hasArgument(Arguments arguments, String name) {
        return !arguments.function().equals("Image.sample") && arguments.has(name);
    }

    /** Reads bands in a region; the lattice is made coarser until the region has few enough pixels, or the region is refused. */
    static RegionPixels of(Arguments arguments, List<Band> bands, GeometryValue region, GridProjection lattice) {
        double most = maxPixels(arguments);
        GridProjection used = lattice;
        double count = count(region, used);
        if (count > most) {
            if (!isBestEffort(arguments)) {
                throw ComputationException.of(
                        "%s: Too many pixels in the region. Found %.0f, but maxPixels allows only %.0f.\n"
                                + "Ensure that you are not aggregating at a higher resolution than you intended; that is"
                                + " the most frequent cause of this error. If not, then you may set the 'maxPixels'"
                                + " argument to a limit suitable for your computation; set 'bestEffort' to true to"
                                + " aggregate at whatever scale results in 'maxPixels' total pixels; or both.",
                        arguments.function(), count, most);
            }
            while (count > most) {
                used = ProjectionFunctions.atScale(used, used.nominalScale() * Math.max(1.01, Math.sqrt(count / most)));
                count = count(region, used);
            }
        }
        Geometry shape = region.in(used);
        Envelope box = shape.getEnvelopeInternal();
        Window window = ImageGeometryFunctions.window(box).orElseThrow(ComputationException::outOfMemory);
        if (window.pixels() > Integer.MAX_VALUE / 8) {
            throw ComputationException.outOfMemory();
        }
        RasterGrid grid = new RasterGrid(
                used.crs(), used.transform().window(window.column(), window.row()), window.width(), window.height());
        arguments.context().budget().checkFits(12L * window.pixels() * Math.max(1, bands.size()));
        return new RegionPixels(grid, parts(arguments, bands, region, grid));
    }

    private static double maxPixels(Arguments arguments) {
        return arguments.function().equals("Image.reduceRegion") ? arguments.decimal("maxPixels") : MAX_PIXELS_DEFAULT;
    }

    private static boolean isBestEffort(Arguments arguments) {
        return arguments.function().equals("Image.reduceRegion") && arguments.flag("bestEffort");
    }

    private static double count(GeometryValue region, GridProjection lattice) {
        return Math.ceil(region.in(lattice).getArea());
    }

    private static List<Part> parts(Arguments arguments, List<Band> bands, GeometryValue region, RasterGrid grid) {
        List<Raster> rasters = bands.stream().map(Band::raster).toList();
        List<Part> parts = new ArrayList<>();
        Tiles.Sink sink = (window, blocks) -> {
            RasterGrid tile = grid.window(window);
            float[] shares = new AreaPixels(region.in(GridProjection.of(tile)), tile.width(), tile.height()).shares();
            synchronized (parts) {
                parts.add(new Part(window, blocks, shares));
            }
        };
        arguments.context().tiles().compute(rasters, grid, arguments.context().budget(), sink);
        parts.sort(Comparator.comparingInt((Part part) -> part.window().row())
                .thenComparingInt(part -> part.window().column()));
        return parts;
    }
}
