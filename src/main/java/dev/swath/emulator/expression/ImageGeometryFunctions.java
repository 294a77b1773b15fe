package dev.swath.emulator.expression;

import dev.swath.emulator.raster.AreaPixels;
import dev.swath.emulator.raster.Block;
import dev.swath.emulator.raster.DerivedRaster;
import dev.swath.emulator.raster.GridProjection;
import dev.swath.emulator.raster.GridRaster;
import dev.swath.emulator.raster.PixelType;
import dev.swath.emulator.raster.Raster;
import dev.swath.grid.Window;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/** Functions of images and geometries: clipping and painting. */
final class ImageGeometryFunctions {

    private ImageGeometryFunctions() {}

    static void addTo(Algorithms table) {
        table.add(
                "Image.clip(Image input, Object geometry): Image",
                "An image masked outside a geometry.",
                a -> clipped(a.image("input"), a.geometry("geometry")));
        table.add(
                "Image.clipToCollection(Image input, Object collection): Image",
                "An image masked outside the features of a collection.",
                a -> clipped(a.image("input"), Geometries.union(a.collection("collection"))));
        table.add(
                "Image.paint(Image image, FeatureCollection featureCollection, Object color = 0, Object width?): Image",
                "Geometries drawn onto an image, filled or as lines of a width in pixels.",
                ImageGeometryFunctions::paint);
    }

    /** 1 where a pixel's centre is inside a geometry, masked elsewhere. */
    static Raster inside(GeometryValue geometry) {
        Optional<CentresInside> exact = CentresInside.of(geometry);
        return new GridRaster(grid -> {
            GridProjection lattice = GridProjection.of(grid);
            AreaPixels pixels = new AreaPixels(geometry.in(lattice), grid.width(), grid.height());
            boolean[] inside = pixels.inside();
            exact.ifPresent(area -> area.mend(inside, pixels.near(CentresInside.CLOSE), lattice, grid.width()));
            return AreaPixels.block(inside);
        });
    }

    static ImageValue clipped(ImageValue image, GeometryValue geometry) {
        Raster inside = inside(geometry);
        ImageValue clipped = image.map(band -> {
            DerivedRaster raster = new DerivedRaster(List.of(band.raster(), inside), blocks -> blocks.get(0)
                    .withMask(blocks.get(0).maskWith(blocks.get(1))));
            return new Band(band.id(), band.type(), band.projection(), extent(band, geometry), raster);
        });
        Geometry shape = geometry.lonLat();
        GeometryValue footprint = image.geometry()
                .map(own -> GeometryValue.lonLat(own.lonLat().intersection(shape)))
                .orElse(geometry);
        return clipped.withGeometry(Optional.of(footprint));
    }

    /** The pixels of a band that a geometry's box touches. */
    static Optional<Window> extent(Band band, GeometryValue geometry) {
        Envelope box = geometry.in(band.projection()).getEnvelopeInternal();
        Optional<Window> touched = window(box);
        return band.extent().isEmpty()
                ? touched
                : touched.flatMap(band.extent().get()::intersection).or(() -> touched);
    }

    /** The pixels that a box in columns and rows touches. */
    static Optional<Window> window(Envelope box) {
        double left = Math.floor(box.getMinX() + 1e-6);
        double top = Math.floor(box.getMinY() + 1e-6);
        double width = Math.max(1, Math.ceil(box.getMaxX() - 1e-6) - left);
        double height = Math.max(1, Math.ceil(box.getMaxY() - 1e-6) - top);
        boolean bounded = !box.isNull() && Math.max(Math.abs(left) + width, Math.abs(top) + height) < Integer.MAX_VALUE;
        return bounded ? Optional.of(new Window((int) left, (int) top, (int) width, (int) height)) : Optional.empty();
    }

    private static Object paint(Arguments arguments) {
        ImageValue image = arguments.image("image");
        Object color = arguments.value("color");
        Object width = arguments.value("width");
        ImageValue result = image;
        for (Element feature : arguments.collection("featureCollection").accumulated()) {
            Optional<Double> value = number(color, feature);
            Optional<Double> line = width == Nothing.NULL ? Optional.of(0.0) : number(width, feature);
            if (value.isPresent() && line.isPresent() && feature.geometry().isPresent()) {
                result = painted(result, feature.geometry().get(), value.get(), line.get());
            }
        }
        return result;
    }

    /** A number, or the number in the property of that name; without one, the feature is not painted. */
    private static Optional<Double> number(Object value, Element feature) {
        Function<Object, Optional<Double>> convert =
                each -> Convert.number(each).map(Number::doubleValue);
        return value instanceof String name ? feature.properties().get(name).flatMap(convert) : convert.apply(value);
    }

    private static ImageValue painted(ImageValue image, GeometryValue geometry, double color, double width) {
        Raster drawn = new GridRaster(grid -> {
            AreaPixels pixels = new AreaPixels(geometry.in(GridProjection.of(grid)), grid.width(), grid.height());
            return AreaPixels.block(width > 0 ? pixels.near(width / 2) : pixels.inside());
        });
        return image.map(band -> {
            PixelType type =
                    band.type().union(PixelType.of(color == Math.rint(color) ? (Number) (long) color : (Number) color));
            return band.with(type, new DerivedRaster(List.of(band.raster(), drawn), blocks -> {
                Block source = blocks.get(0);
                Block marks = blocks.get(1);
                double[] values = source.values().clone();
                float[] mask = new float[values.length];
                for (int i = 0; i < values.length; i++) {
                    boolean hit = marks.isValid(i);
                    values[i] = hit ? color : values[i];
                    mask[i] = hit ? 1 : source.maskAt(i);
                }
                return new Block(values, mask);
            }));
        });
    }
}
