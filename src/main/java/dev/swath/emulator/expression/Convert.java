package dev.swath.emulator.expression;

import dev.swath.emulator.raster.ArrayValue;
import dev.swath.emulator.raster.ComputationException;
import dev.swath.emulator.raster.GridProjection;
import dev.swath.emulator.raster.Kernel;
import dev.swath.grid.Projection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Conversions that Earth Engine makes by itself where a value of another type is expected. */
final class Convert {

    private Convert() {}

    static Optional<Number> number(Object value) {
        if (value instanceof Boolean bool) {
            return Optional.of(bool ? 1L : 0L);
        }
        return value instanceof Number number ? Optional.of(number) : Optional.empty();
    }

    static Optional<String> text(Object value) {
        return value instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** Null, false, zero and the empty text are false, all else is true. */
    static boolean truth(Object value) {
        if (value instanceof Boolean bool) {
            return bool;
        }
        if (value instanceof Number number) {
            return number.doubleValue() != 0;
        }
        return value != Nothing.NULL && !"".equals(value);
    }

    @SuppressWarnings("unchecked") // Lists of expressions hold objects.
    static Optional<List<Object>> list(Object value) {
        return value instanceof List<?> list ? Optional.of((List<Object>) list) : Optional.empty();
    }

    @SuppressWarnings("unchecked") // Keys of dictionaries are texts.
    static Optional<Map<String, Object>> map(Object value) {
        if (value instanceof Map<?, ?> map) {
            return Optional.of((Map<String, Object>) map);
        }
        return value instanceof Element element
                ? Optional.of(element.properties().all())
                : Optional.empty();
    }

    /** An array; numbers and nested lists of numbers are arrays, too. */
    static Optional<ArrayValue> array(Object value) {
        if (value instanceof ArrayValue array) {
            return Optional.of(array);
        }
        return number(value).isPresent() || value instanceof List ? NestedNumbers.array(value) : Optional.empty();
    }

    /** An element; a geometry counts as a feature without properties. */
    static Element element(Object value) {
        if (value instanceof Element element) {
            return element;
        }
        if (value instanceof GeometryValue geometry) {
            return new FeatureValue(Optional.of(geometry), Properties.none());
        }
        throw ComputationException.of("A mapped function must return an element, not %s.", typeName(value));
    }

    /** An image; a number, an array or a list of them is a constant one. */
    static Optional<ImageValue> image(Object value) {
        if (value instanceof ImageValue image) {
            return Optional.of(image);
        }
        Optional<Number> number = number(value);
        if (number.isPresent()) {
            return number.map(ImageValue::constant);
        }
        if (value instanceof ArrayValue array) {
            return Optional.of(ImageValue.constant(array));
        }
        return list(value)
                .filter(items -> items.stream().allMatch(each -> each instanceof Number || each instanceof ArrayValue))
                .map(Convert::constants);
    }

    private static ImageValue constants(List<Object> values) {
        List<Band> bands = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            bands.add(image(values.get(i)).orElseThrow().first().named("constant_" + i));
        }
        return ImageValue.of(bands);
    }

    static Optional<CollectionValue> collection(Object value) {
        if (value instanceof CollectionValue collection) {
            return Optional.of(collection);
        }
        if (value instanceof Element || value instanceof GeometryValue) {
            return Optional.of(CollectionValue.of(List.of(element(value))));
        }
        return list(value)
                .filter(items ->
                        items.stream().allMatch(each -> each instanceof Element || each instanceof GeometryValue))
                .map(items ->
                        CollectionValue.of(items.stream().map(Convert::element).toList()));
    }

    static Optional<GeometryValue> geometry(Object value) {
        if (value instanceof GeometryValue geometry) {
            return Optional.of(geometry);
        }
        if (value instanceof CollectionValue collection) {
            return Optional.of(Geometries.union(collection));
        }
        return value instanceof Element element ? element.geometry() : Optional.empty();
    }

    static Optional<Instant> instant(Object value) {
        if (value instanceof Instant instant) {
            return Optional.of(instant);
        }
        if (value instanceof Number number) {
            return Optional.of(Instant.ofEpochMilli(number.longValue()));
        }
        return text(value).map(text -> Dates.parse(text, "UTC"));
    }

    static Optional<GridProjection> projection(Object value) {
        if (value instanceof GridProjection projection) {
            return Optional.of(projection);
        }
        return text(value).map(Convert::projection);
    }

    static GridProjection projection(String code) {
        try {
            return GridProjection.of(Projection.of(code));
        } catch (IllegalArgumentException e) {
            throw ComputationException.of("The CRS of a map projection could not be parsed: %s.", e.getMessage());
        }
    }

    /** Earth Engine's name of a value's type. */
    static String typeName(Object value) {
        if (value instanceof CollectionValue collection) {
            return collection.images() ? "ImageCollection" : "FeatureCollection";
        }
        if (value instanceof Number) {
            return value instanceof Double ? "Float" : "Integer";
        }
        if (value instanceof Enum || value instanceof Boolean || value instanceof String) {
            return value instanceof Enum ? "Null" : value.getClass().getSimpleName();
        }
        return value instanceof List ? "List" : value instanceof Map ? "Dictionary" : simpleName(value);
    }

    private static String simpleName(Object value) {
        if (value instanceof Instant) {
            return "Date";
        }
        if (value instanceof GridProjection) {
            return "Projection";
        }
        if (value instanceof Procedure) {
            return "Algorithm";
        }
        if (value instanceof Kernel) {
            return "Kernel";
        }
        if (value instanceof FilterValue) {
            return "Filter";
        }
        if (value instanceof ReducerValue) {
            return "Reducer";
        }
        return value.getClass().getSimpleName().replaceAll("Value$", "");
    }
}
