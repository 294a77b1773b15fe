package dev.swath.emulator.expression;

import dev.swath.emulator.raster.ArrayRaster;
import dev.swath.emulator.raster.ArrayValue;
import dev.swath.emulator.raster.Block;
import dev.swath.emulator.raster.ComputationException;
import dev.swath.emulator.raster.DerivedRaster;
import dev.swath.emulator.raster.GridProjection;
import dev.swath.emulator.raster.PixelType;
import dev.swath.emulator.raster.Raster;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Selecting and pairing bands. */
final class Bands {

    /** An image of more bands can't be computed anyway, and would only fill the memory. */
    private static final int MOST = 10_000;

    private Bands() {}

    /** The bands that selectors name: names, regular expressions or positions. */
    static List<Band> select(String function, ImageValue image, List<Object> selectors) {
        List<Band> selected = new ArrayList<>();
        for (Object selector : selectors) {
            if (selector instanceof Number number) {
                selected.add(at(function, image, number.intValue()));
            } else {
                selected.addAll(matching(function, image, String.valueOf(selector)));
            }
        }
        return unique(selected);
    }

    private static Band at(String function, ImageValue image, int index) {
        int size = image.bands().size();
        if (index < -size || index >= size) {
            throw ComputationException.of(
                    "%s: Band index must be between 0 and %d. Found %d.", function, size - 1, index);
        }
        return image.bands().get(index < 0 ? index + size : index);
    }

    private static List<Band> matching(String function, ImageValue image, String pattern) {
        List<Band> found =
                image.bands().stream().filter(band -> band.id().equals(pattern)).toList();
        if (found.isEmpty()) {
            try {
                Pattern compiled = Pattern.compile(pattern);
                found = image.bands().stream()
                        .filter(band -> compiled.matcher(band.id()).matches())
                        .toList();
            } catch (PatternSyntaxException e) {
                throw ComputationException.of("%s: Invalid band pattern '%s'.", function, pattern);
            }
        }
        if (found.isEmpty()) {
            throw ComputationException.of(
                    "%s: Pattern '%s' did not match any bands. Available bands: %s", function, pattern, image.names());
        }
        return found;
    }

    /** The same bands, with a number after names that occur again. */
    static List<Band> unique(List<Band> bands) {
        if (bands.size() > MOST) {
            throw ComputationException.of("An image can have at most %d bands; there would be %d.", MOST, bands.size());
        }
        Set<String> names = new HashSet<>();
        Map<String, Integer> next = new HashMap<>();
        List<Band> unique = new ArrayList<>();
        for (Band band : bands) {
            String name = band.id();
            while (!names.add(name)) {
                name = band.id() + "_" + next.merge(band.id(), 1, Integer::sum);
            }
            unique.add(name.equals(band.id()) ? band : band.named(name));
        }
        return unique;
    }

    /** Pairs the bands of two images: one band with all, by name, or in order. The results have the names of the longer image. */
    static ImageValue paired(String function, ImageValue first, ImageValue second, BinaryOperator<Band> operation) {
        int a = first.bands().size();
        int b = second.bands().size();
        if (a == 0 != (b == 0)) {
            throw ComputationException.of(
                    "%s: If one image has no bands, the other must also have no bands. Got %d and %d.", function, a, b);
        }
        List<Band> results = new ArrayList<>();
        if (a == 1 || b == 1) {
            for (int i = 0; i < Math.max(a, b); i++) {
                Band left = first.bands().get(a == 1 ? 0 : i);
                Band right = second.bands().get(b == 1 ? 0 : i);
                results.add(operation.apply(left, right).named(b > a ? right.id() : left.id()));
            }
        } else {
            boolean byName = first.names().stream().anyMatch(second.names()::contains);
            for (int i = 0; i < a; i++) {
                Band left = first.bands().get(i);
                Optional<Band> right =
                        byName && !(a == b && !Set.copyOf(first.names()).equals(Set.copyOf(second.names())))
                                ? second.bands().stream()
                                        .filter(band -> band.id().equals(left.id()))
                                        .findFirst()
                                : a == b ? Optional.of(second.bands().get(i)) : Optional.empty();
                right.ifPresent(band -> results.add(operation.apply(left, band).named(left.id())));
            }
            if (results.isEmpty() && a > 0) {
                throw ComputationException.of(
                        "%s: Images must have bands of the same names, or as many. Got %d and %d.", function, a, b);
            }
        }
        ImageValue placed = first.geometry().isEmpty() && second.geometry().isPresent() ? second : first;
        return placed.computed(results);
    }

    /** Of two bands the one whose place a result takes: the first, unless it has none. */
    static Band placed(Band first, Band second) {
        boolean nowhere = first.extent().isEmpty() && first.projection().equals(GridProjection.DEGREES);
        return nowhere ? second : first;
    }

    /** A band computed from two, pixel by pixel. */
    static Band combined(Band first, Band second, PixelType type, DerivedRaster.Operation operation) {
        Raster raster = new DerivedRaster(List.of(first.raster(), second.raster()), operation);
        int dimensions = Math.max(first.type().dimensions(), second.type().dimensions());
        return placed(first, second).with(type.withDimensions(dimensions), raster);
    }

    /** An operation on two blocks whose results are masked where one of them is, or where there is no result. */
    static DerivedRaster.Operation operation(DoubleBinaryOperator operator) {
        return blocks -> {
            Block a = blocks.get(0);
            Block b = blocks.get(1);
            if (a.isOfArrays() || b.isOfArrays()) {
                return arrays(
                        a.maskWith(b), a.size(), i -> a.arrayAt(i).combine(b.arrayAt(i), PixelType.DOUBLE, operator));
            }
            double[] values = new double[a.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = operator.applyAsDouble(a.values()[i], b.values()[i]);
            }
            return finite(values, a.maskWith(b));
        };
    }

    /** An operation on one block. */
    static DerivedRaster.Operation operation(DoubleUnaryOperator operator) {
        return blocks -> {
            Block a = blocks.get(0);
            if (a.isOfArrays()) {
                return arrays(a.mask(), a.size(), i -> a.arrayAt(i).map(PixelType.DOUBLE, operator));
            }
            double[] values = new double[a.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = operator.applyAsDouble(a.values()[i]);
            }
            return finite(values, a.mask());
        };
    }

    /** A band computed from one, pixel by pixel. */
    static Band changed(Band band, PixelType type, DoubleUnaryOperator operator) {
        return band.with(
                type.withDimensions(band.type().dimensions()),
                new DerivedRaster(List.of(band.raster()), operation(operator)));
    }

    /** Array pixels; those that are masked are not computed. */
    private static Block arrays(float[] mask, int pixels, IntFunction<ArrayValue> pixel) {
        List<ArrayValue> arrays = new ArrayList<>(pixels);
        for (int i = 0; i < pixels; i++) {
            arrays.add(mask.length == 0 || mask[i] > 0 ? pixel.apply(i) : ArrayRaster.NONE);
        }
        return Block.ofArrays(arrays, mask);
    }

    /** Masks what is not a number. */
    private static Block finite(double[] values, float[] mask) {
        boolean none = true;
        for (double value : values) {
            if (Double.isNaN(value)) {
                none = false;
                break;
            }
        }
        if (none) {
            return new Block(values, mask);
        }
        float[] own = new float[values.length];
        for (int i = 0; i < own.length; i++) {
            own[i] = Double.isNaN(values[i]) ? 0 : mask.length == 0 ? 1 : mask[i];
            values[i] = Double.isNaN(values[i]) ? 0 : values[i];
        }
        return new Block(values, own);
    }

    /** The smallest mask of several blocks at each pixel. */
    static float[] sharedMask(List<Block> blocks) {
        Block shared = blocks.get(0);
        for (Block each : blocks) {
            shared = shared.withMask(shared.maskWith(each));
        }
        return shared.mask();
    }
}
