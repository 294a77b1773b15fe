package dev.swath.emulator.expression;

import dev.swath.emulator.raster.ComputationException;
import dev.swath.emulator.raster.DerivedRaster;
import dev.swath.emulator.raster.GridProjection;
import dev.swath.emulator.raster.Interpolation;
import dev.swath.emulator.raster.Raster;
import dev.swath.emulator.raster.ReprojectedRaster;
import dev.swath.emulator.raster.ResampledRaster;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Functions that move pixels to other projections and grids. */
final class ImageShapeFunctions {

    private static final String PROJECTED =
            "(Image image, Projection crs, List<Float> crsTransform?, Float scale?): Image";

    private ImageShapeFunctions() {}

    static void addTo(Algorithms table) {
        table.add(
                "Image.reproject" + PROJECTED,
                "An image computed in a projection, whatever is asked for.",
                a -> reproject(a, true));
        table.add(
                "Image.setDefaultProjection" + PROJECTED,
                "An image with another default projection.",
                a -> reproject(a, false));
        table.add(
                "Image.resample(Image image, String mode = 'bilinear'): Image",
                "An image whose pixels are interpolated in other projections.",
                ImageShapeFunctions::resample);
        table.add(
                "Image.clipToBoundsAndScale(Image input, Geometry geometry?, Integer width?, Integer height?, Integer maxDimension?, Float scale?): Image",
                "An image cut to a box and scaled to a size.",
                BoundsAndScale::apply);
    }

    private static GridProjection projection(Arguments arguments) {
        GridProjection crs = arguments.projection("crs");
        if (arguments.has("crsTransform")) {
            return ProjectionFunctions.transformed(crs, arguments.list("crsTransform"));
        }
        return arguments.has("scale") ? scaled(crs, arguments.decimal("scale")) : crs;
    }

    /** A reference system with pixels of a size; the lattice of a projection that has one is kept. */
    static GridProjection scaled(GridProjection crs, double metres) {
        if (!(metres > 0)) {
            throw ComputationException.of("The scale must be positive.");
        }
        return crs.atScale(metres);
    }

    private static Object reproject(Arguments arguments, boolean forced) {
        GridProjection lattice = projection(arguments);
        return arguments.image("image").map(band -> {
            Raster raster =
                    forced ? new ReprojectedRaster(band.raster(), lattice, Interpolation.NEAREST) : band.raster();
            return new Band(band.id(), band.type(), lattice, Optional.empty(), raster);
        });
    }

    private static Object resample(Arguments arguments) {
        String mode = arguments.text("mode");
        if (!mode.equals("bilinear") && !mode.equals("bicubic")) {
            throw ComputationException.of("Image.resample: Unknown resampling mode '%s'.", mode);
        }
        Interpolation interpolation = Interpolation.valueOf(mode.toUpperCase(Locale.ROOT));
        return arguments
                .image("image")
                .map(band -> band.with(
                        band.type().isInteger() ? band.type().floating() : band.type(),
                        new ResampledRaster(band.raster(), band.projection(), interpolation)));
    }

    /** A band masked outside a geometry. */
    static Raster within(Raster raster, GeometryValue geometry) {
        return new DerivedRaster(List.of(raster, ImageGeometryFunctions.inside(geometry)), blocks -> blocks.get(0)
                .withMask(blocks.get(0).maskWith(blocks.get(1))));
    }
}
