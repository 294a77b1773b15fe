package dev.swath.emulator.expression;

import dev.swath.emulator.array.ArrayShapes;
import dev.swath.emulator.raster.ArrayRaster;
import dev.swath.emulator.raster.ArrayValue;
import dev.swath.emulator.raster.Block;
import dev.swath.emulator.raster.ComputationException;
import dev.swath.emulator.raster.DerivedRaster;
import dev.swath.emulator.raster.GridProjection;
import dev.swath.emulator.raster.PixelType;
import dev.swath.emulator.raster.Raster;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;

/** Functions that make arrays and tables of the pixels of image collections. */
final class CollectionArrayFunctions {

    private static final int MOST_VALUES = 1_048_576;

    private CollectionArrayFunctions() {}

    static void addTo(Algorithms table) {
        table.add(
                "ImageCollection.getRegion(ImageCollection collection, Geometry geometry, Float scale?, Projection crs?, List<Float> crsTransform?): List<Object>",
                "A row for each pixel of a region in each image: id, longitude, latitude, time and bands.",
                CollectionArrayFunctions::getRegion);
        table.add(
                "ImageCollection.toArray(ImageCollection collection): Image",
                "A row for each image that is valid in all bands, a column for each band.",
                CollectionArrayFunctions::toArray);
        table.add(
                "ImageCollection.toArrayPerBand(ImageCollection collection, Integer axis = 0, Boolean dropMasked = false): Image",
                "All images along one axis, an array for each band.",
                CollectionArrayFunctions::toArrayPerBand);
    }

    private static Object toArray(Arguments arguments) {
        List<Raster> rows = new ArrayList<>();
        PixelType type = PixelType.LOGICAL;
        int width = 0;
        for (ImageValue image : arguments.collection("collection").allImages()) {
            List<Raster> bands = ImageCollectionFunctions.rasters(image.bands());
            PixelType own = ImageCollectionFunctions.union(image.bands());
            type = rows.isEmpty() ? own : type.union(own);
            width = rows.isEmpty() ? bands.size() : width;
            if (own.dimensions() > 0 || bands.size() != width) {
                throw ComputationException.of(
                        "ImageCollection.toArray: All images must have as many bands, of numbers.");
            }
            rows.add(ArrayRaster.arrays(bands, values -> row(values)));
        }
        if (rows.isEmpty()) {
            return ImageValue.of(List.of());
        }
        ArrayValue none = new ArrayValue(type, List.of(0, width), new double[0]);
        Raster raster = new DerivedRaster(rows, blocks -> stacked(blocks, none, 0));
        return ImageValue.of(List.of(Band.unbounded("array", type.withDimensions(2), raster)));
    }

    private static ArrayValue row(List<ArrayValue> bands) {
        double[] values = bands.stream().mapToDouble(each -> each.values()[0]).toArray();
        return new ArrayValue(PixelType.DOUBLE, List.of(1, values.length), values);
    }

    /** At each pixel the valid arrays, one after the other. */
    private static Block stacked(List<Block> blocks, ArrayValue none, int axis) {
        List<ArrayValue> stacks = new ArrayList<>();
        for (int i = 0; i < blocks.get(0).size(); i++) {
            List<ArrayValue> valid = new ArrayList<>();
            for (Block block : blocks) {
                if (block.isValid(i)) {
                    valid.add(block.arrayAt(i));
                }
            }
            stacks.add(valid.isEmpty() ? none : ArrayShapes.cat(valid, axis));
        }
        return Block.ofArrays(stacks, ArrayRaster.ALL_VALID);
    }

    private static Object toArrayPerBand(Arguments arguments) {
        int axis = arguments.integer("axis");
        List<Band> results = new ArrayList<>();
        ImageCollectionFunctions.stacks(arguments.collection("collection").allImages())
                .forEach((name, bands) -> {
                    List<Raster> inputs = ImageCollectionFunctions.rasters(bands);
                    PixelType type = ImageCollectionFunctions.union(bands);
                    int dimensions = Math.max(type.dimensions(), axis + 1);
                    Raster raster = arguments.flag("dropMasked")
                            ? new DerivedRaster(inputs, blocks -> unmasked(blocks, axis))
                            : ArrayRaster.arrays(inputs, values -> ArrayShapes.cat(values, axis));
                    results.add(Band.unbounded(name, type.withDimensions(dimensions), raster));
                });
        return ImageValue.of(results);
    }

    /** The valid arrays, masked where there is none. */
    private static Block unmasked(List<Block> blocks, int axis) {
        float[] mask = new float[blocks.get(0).size()];
        for (Block block : blocks) {
            for (int i = 0; i < mask.length; i++) {
                mask[i] = Math.max(mask[i], block.maskAt(i));
            }
        }
        return stacked(blocks, ArrayRaster.NONE, axis).withMask(mask);
    }

    private static Object getRegion(Arguments arguments) {
        CollectionValue collection = arguments.collection("collection");
        GeometryValue region = arguments.geometry("geometry");
        List<ImageValue> images = collection.allImages();
        List<Object> rows = new ArrayList<>();
        List<String> names = images.isEmpty() ? List.of() : images.get(0).names();
        List<Object> header = new ArrayList<>(List.of("id", "longitude", "latitude", "time"));
        header.addAll(names);
        rows.add(header);
        GridProjection crs = arguments.optionalProjection("crs").orElse(GridProjection.DEGREES);
        for (ImageValue image : images) {
            Band first = new Band(
                    "", PixelType.DOUBLE, crs, Optional.empty(), image.first().raster());
            GridProjection lattice = RegionPixels.lattice(arguments, "crs", first);
            List<Band> bands = Bands.select("ImageCollection.getRegion", image, new ArrayList<>(names));
            addRows(rows, image, bands, RegionPixels.of(arguments, bands, region, lattice));
            if ((long) rows.size() * header.size() > MOST_VALUES) {
                throw ComputationException.of("ImageCollection.getRegion: Too many values: more than %d.", MOST_VALUES);
            }
        }
        return rows;
    }

    private static void addRows(List<Object> rows, ImageValue image, List<Band> bands, RegionPixels pixels) {
        GridProjection lattice = GridProjection.of(pixels.grid());
        for (RegionPixels.Part part : pixels.parts()) {
            for (int i = 0; i < part.shares().length; i++) {
                if (part.shares()[i] >= 0.5) {
                    int column = part.window().column() + i % part.window().width();
                    int row = part.window().row() + i / part.window().width();
                    Coordinate lonLat = lattice.lonLat(column + 0.5, row + 0.5);
                    List<Object> values = new ArrayList<>(List.of(
                            image.properties().get("system:index").orElse(Nothing.NULL),
                            lonLat.x,
                            lonLat.y,
                            image.properties().get("system:time_start").orElse(Nothing.NULL)));
                    for (int band = 0; band < bands.size(); band++) {
                        Block block = part.blocks().get(band);
                        values.add(
                                block.isValid(i)
                                        ? Numbers.of(block, i, bands.get(band).type())
                                        : Nothing.NULL);
                    }
                    rows.add(values);
                }
            }
        }
    }
}
