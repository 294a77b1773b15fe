package dev.swath.emulator.expression;

import dev.swath.emulator.raster.ComputationException;
import dev.swath.emulator.raster.GridProjection;
import dev.swath.grid.AffineTransform;
import dev.swath.grid.Window;
import java.util.Optional;
import java.util.OptionalDouble;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * {@code Image.clipToBoundsAndScale}: what clients send for downloads and thumbnails. The result has a grid of its own, on which
 * its pixels are meant to be read.
 */
final class BoundsAndScale {

    private static final GeometryFactory FACTORY = new GeometryFactory();

    private final Arguments arguments;
    private final ImageValue image;

    private BoundsAndScale(Arguments arguments) {
        this.arguments = arguments;
        this.image = arguments.image("input");
    }

    static Object apply(Arguments arguments) {
        return new BoundsAndScale(arguments).scaled();
    }

    private ImageValue scaled() {
        Optional<GeometryValue> region = arguments.optionalGeometry("geometry").or(image::geometry);
        if (region.isEmpty()) {
            throw ComputationException.of(
                    "Image.clipToBoundsAndScale: The geometry for image clipping must be bounded.");
        }
        GridProjection first = image.first().projection();
        boolean sized = arguments.has("width") || arguments.has("height") || arguments.has("maxDimension");
        return image.map(band -> sized || arguments.has("scale")
                        ? placed(band, first, region.get(), sized)
                        : cut(band, region.get()))
                .withGeometry(region);
    }

    /** On the band's own lattice. */
    private Band cut(Band band, GeometryValue region) {
        GeometryValue box = box(region, band.projection());
        return new Band(
                band.id(),
                band.type(),
                band.projection(),
                arguments.has("geometry") ? ImageGeometryFunctions.extent(band, box) : band.extent(),
                ImageShapeFunctions.within(band.raster(), box));
    }

    private static GeometryValue box(GeometryValue region, GridProjection frame) {
        return new GeometryValue(FACTORY.toGeometry(region.in(frame).getEnvelopeInternal()), frame, false);
    }

    private Band placed(Band band, GridProjection first, GeometryValue region, boolean sized) {
        GridProjection units = GridProjection.of(first.crs());
        GeometryValue bounds = box(region, units);
        Envelope box = bounds.shape().getEnvelopeInternal();
        Window size = new Window(0, 0, 1, 1);
        GridProjection lattice;
        if (sized) {
            size = size(box);
            lattice = new GridProjection(
                    first.crs(),
                    AffineTransform.northUp(
                            box.getMinX(),
                            box.getMaxY(),
                            box.getWidth() / size.width(),
                            box.getHeight() / size.height()));
        } else {
            GridProjection aligned = ImageShapeFunctions.scaled(first, arguments.decimal("scale"));
            Window window = ImageGeometryFunctions.window(bounds.in(aligned).getEnvelopeInternal())
                    .orElseThrow(ComputationException::outOfMemory);
            size = new Window(0, 0, window.width(), window.height());
            lattice = new GridProjection(first.crs(), aligned.transform().window(window.column(), window.row()));
        }
        return new Band(
                band.id(), band.type(), lattice, Optional.of(size), ImageShapeFunctions.within(band.raster(), bounds));
    }

    private Window size(Envelope box) {
        OptionalDouble width = arguments.optionalDecimal("width");
        OptionalDouble height = arguments.optionalDecimal("height");
        double ratio = box.getHeight() / box.getWidth();
        if (arguments.has("maxDimension")) {
            double most = arguments.decimal("maxDimension");
            return window(ratio > 1 ? most / ratio : most, ratio > 1 ? most : most * ratio);
        }
        return window(
                width.orElseGet(() -> height.orElseThrow() / ratio),
                height.orElseGet(() -> width.orElseThrow() * ratio));
    }

    private static Window window(double width, double height) {
        if (!(width < Integer.MAX_VALUE && height < Integer.MAX_VALUE)) {
            throw ComputationException.of("Image.clipToBoundsAndScale: The region has no extent.");
        }
        return new Window(0, 0, (int) Math.max(1, Math.round(width)), (int) Math.max(1, Math.round(height)));
    }
}
