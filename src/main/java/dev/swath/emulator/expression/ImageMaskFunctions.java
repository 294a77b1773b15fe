package dev.swath.emulator.expression;

import dev.swath.emulator.raster.Block;
import dev.swath.emulator.raster.ComputationException;
import dev.swath.emulator.raster.DerivedRaster;
import dev.swath.emulator.raster.GridRaster;
import dev.swath.emulator.raster.PixelType;
import dev.swath.emulator.raster.Raster;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Functions of masks: what is valid, and what replaces what is not. */
final class ImageMaskFunctions {

    private ImageMaskFunctions() {}

    static void addTo(Algorithms table) {
        table.add(
                "Image.mask(Image image, Image mask?): Image",
                "The mask of an image, or an image with another mask.",
                ImageMaskFunctions::mask);
        table.add(
                "Image.updateMask(Image image, Image mask): Image",
                "An image masked where another is 0 or masked.",
                ImageMaskFunctions::updateMask);
        table.add("Image.selfMask(Image image): Image", "An image masked where it is 0.", a -> a.image("image")
                .map(band -> masked(band, band)));
        table.add(
                "Image.unmask(Image input, Image value?, Boolean sameFootprint = true): Image",
                "An image with masked pixels replaced, by default by 0.",
                ImageMaskFunctions::unmask);
        table.add(
                "Image.where(Image input, Image test, Image value): Image",
                "An image with other values where a test is not 0.",
                ImageMaskFunctions::where);
        table.add(
                "Image.blend(Image bottom, Image top): Image",
                "An image over another.",
                a -> Bands.paired("Image.blend", a.image("bottom"), a.image("top"), ImageMaskFunctions::over));
    }

    /** A band that is masked everywhere. */
    static Band nothing(String name) {
        return Band.unbounded(
                name, PixelType.LOGICAL, new GridRaster(grid -> Block.masked(grid.width() * grid.height())));
    }

    private static Object mask(Arguments arguments) {
        ImageValue image = arguments.image("image");
        if (!arguments.has("mask")) {
            return image.map(band -> band.with(
                    PixelType.MASK, new DerivedRaster(List.of(band.raster()), blocks -> maskOf(blocks.get(0)))));
        }
        return kept(
                image,
                Bands.paired(
                        "Image.mask",
                        image,
                        arguments.image("mask"),
                        (band, mask) -> Bands.combined(band, mask, band.type(), blocks -> {
                            float[] values = asMask(blocks.get(1));
                            return blocks.get(0).withMask(values);
                        })));
    }

    /** Metadata of an image with the bands of another. */
    private static ImageValue kept(ImageValue image, ImageValue result) {
        return image.withBands(result.bands());
    }

    private static Block maskOf(Block block) {
        double[] values = new double[block.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = block.maskAt(i);
        }
        return Block.valid(values);
    }

    /** Values as a mask: between 0 and 1, and 0 where they are masked themselves. */
    private static float[] asMask(Block block) {
        float[] mask = new float[block.size()];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = block.isValid(i) ? (float) Math.max(0, Math.min(1, block.values()[i])) : 0;
        }
        return mask;
    }

    private static Object updateMask(Arguments arguments) {
        ImageValue image = arguments.image("image");
        return kept(
                image, Bands.paired("Image.updateMask", image, arguments.image("mask"), ImageMaskFunctions::masked));
    }

    private static Band masked(Band band, Band mask) {
        return band.with(band.type(), new DerivedRaster(List.of(band.raster(), mask.raster()), blocks -> {
            float[] updated = asMask(blocks.get(1));
            Block source = blocks.get(0);
            for (int i = 0; i < updated.length; i++) {
                updated[i] = source.isValid(i) ? updated[i] : 0;
            }
            return source.withMask(updated);
        }));
    }

    private static Object unmask(Arguments arguments) {
        ImageValue image = arguments.image("input");
        ImageValue value = arguments.has("value") ? arguments.image("value") : ImageValue.constant(0L);
        boolean same = arguments.flag("sameFootprint") && image.geometry().isPresent();
        Optional<Raster> footprint = same ? image.geometry().map(ImageGeometryFunctions::inside) : Optional.empty();
        return kept(image, Bands.paired("Image.unmask", image, value, (band, other) -> {
            List<Raster> inputs = new ArrayList<>(List.of(band.raster(), other.raster()));
            footprint.ifPresent(inputs::add);
            PixelType type = band.type().union(other.type());
            Raster raster = new DerivedRaster(inputs, ImageMaskFunctions::unmasked);
            return same || image.geometry().isEmpty()
                    ? band.with(type, raster)
                    : new Band(band.id(), type, band.projection(), Optional.empty(), raster);
        }));
    }

    /** The first block with masked pixels taken from the second, within a third one if there is one. */
    private static Block unmasked(List<Block> blocks) {
        Block source = blocks.get(0);
        if (source.isAllValid()) {
            return source;
        }
        double[] values = source.values().clone();
        float[] mask = source.mask().clone();
        for (int i = 0; i < values.length; i++) {
            if (!source.isValid(i) && (blocks.size() == 2 || blocks.get(2).isValid(i))) {
                values[i] = blocks.get(1).values()[i];
                mask[i] = blocks.get(1).maskAt(i);
            }
        }
        return new Block(values, mask);
    }

    private static Object where(Arguments arguments) {
        ImageValue input = arguments.image("input");
        return kept(input, replaced(input, arguments.image("test"), arguments.image("value")));
    }

    private static ImageValue replaced(ImageValue input, ImageValue test, ImageValue value) {
        List<Band> results = new ArrayList<>();
        for (int i = 0; i < input.bands().size(); i++) {
            Band band = input.bands().get(i);
            Band condition = match("test", test, band, i);
            Band other = match("value", value, band, i);
            DerivedRaster raster = new DerivedRaster(
                    List.of(band.raster(), condition.raster(), other.raster()), ImageMaskFunctions::replaced);
            results.add(band.with(band.type().union(other.type()), raster));
        }
        return input.withBands(results);
    }

    private static Band match(String argument, ImageValue image, Band band, int index) {
        if (image.bands().size() == 1) {
            return image.first();
        }
        return image.bands().stream()
                .filter(each -> each.id().equals(band.id()))
                .findFirst()
                .or(() ->
                        index < image.bands().size() ? Optional.of(image.bands().get(index)) : Optional.empty())
                .orElseThrow(
                        () -> ComputationException.of("Image.where: '%s' has no band for '%s'.", argument, band.id()));
    }

    private static Block replaced(List<Block> blocks) {
        Block input = blocks.get(0);
        Block test = blocks.get(1);
        Block value = blocks.get(2);
        double[] values = input.values().clone();
        for (int i = 0; i < values.length; i++) {
            if (test.isValid(i) && value.isValid(i) && test.values()[i] != 0) {
                values[i] = value.values()[i];
            }
        }
        return new Block(values, input.mask());
    }

    /** The values of one image where a condition is not 0, and of another elsewhere; masked where the condition is. */
    static Object choice(ImageValue condition, ImageValue yes, ImageValue no) {
        ImageValue either = Bands.paired("Image.parseExpression", yes, no, (a, b) -> {
            DerivedRaster raster = new DerivedRaster(
                    List.of(condition.first().raster(), a.raster(), b.raster()), ImageMaskFunctions::chosen);
            return Bands.placed(Bands.placed(a, b), condition.first())
                    .with(a.type().union(b.type()), raster);
        });
        return either.geometry().isPresent() ? either : either.withGeometry(condition.geometry());
    }

    private static Block chosen(List<Block> blocks) {
        Block condition = blocks.get(0);
        double[] values = new double[condition.size()];
        float[] mask = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            Block source = condition.values()[i] != 0 ? blocks.get(1) : blocks.get(2);
            values[i] = source.values()[i];
            mask[i] = Math.min(condition.maskAt(i), source.maskAt(i));
        }
        return new Block(values, mask);
    }

    /** A band over another: the upper one where it is valid, mixed where its mask lies between 0 and 1. */
    static Band over(Band bottom, Band top) {
        return Bands.combined(bottom, top, bottom.type().union(top.type()), blocks -> {
            Block below = blocks.get(0);
            Block above = blocks.get(1);
            double[] values = below.values().clone();
            float[] mask = new float[values.length];
            for (int i = 0; i < values.length; i++) {
                float share = above.maskAt(i);
                boolean alone = !below.isValid(i);
                values[i] = share == 1 || (alone && share > 0)
                        ? above.values()[i]
                        : share > 0 ? share * above.values()[i] + (1 - share) * values[i] : values[i];
                mask[i] = Math.max(share, below.maskAt(i));
            }
            return new Block(values, mask);
        });
    }
}
