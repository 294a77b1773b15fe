package dev.swath.emulator.expression;

import dev.swath.emulator.raster.ComputationException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Functions of collections of any kind. */
final class CollectionFunctions {

    private CollectionFunctions() {}

    static void addTo(Algorithms table) {
        table.add(
                "Collection(List<Element> features): FeatureCollection",
                "A collection of features.",
                a -> CollectionValue.of(
                        false, a.list("features").stream().map(Convert::element).toList()));
        table.add(
                "Collection.filter(FeatureCollection collection, Object filter): FeatureCollection",
                "The elements that pass a filter.",
                a -> a.collection("collection")
                        .withSource(a.collection("collection").source().filtered(a.filter("filter"))));
        table.add(
                "Collection.first(FeatureCollection collection): Element",
                "The first element, null if there is none.",
                a -> first(a.collection("collection")));
        table.add(
                "Collection.size(FeatureCollection collection): Integer",
                "The number of elements.",
                a -> a.collection("collection").source().size());
        table.add(
                "Collection.limit(FeatureCollection collection, Integer limit?, String key?, Boolean ascending = true): FeatureCollection",
                "The elements in the order of a property, or the first of them.",
                CollectionFunctions::limit);
        table.add(
                "Collection.map(FeatureCollection collection, Algorithm baseAlgorithm, Boolean dropNulls = false): FeatureCollection",
                "The results of a function for each element.",
                CollectionFunctions::map);
        table.add(
                "Collection.iterate(FeatureCollection collection, Algorithm function, Object first?): Object",
                "Calls a function with each element and the result of the call before.",
                CollectionFunctions::iterate);
        table.add(
                "Collection.toList(FeatureCollection collection, Integer count, Integer offset = 0): List<Object>",
                "Some elements as a list.",
                CollectionFunctions::toList);
        table.add(
                "Collection.reduceColumns(FeatureCollection collection, Reducer reducer, List<String> selectors, List<String> weightSelectors?): Dictionary<Object>",
                "Reduces properties of all elements.",
                CollectionFunctions::reduceColumns);
        table.add(
                "Collection.merge(FeatureCollection collection1, FeatureCollection collection2): FeatureCollection",
                "Two collections in one.",
                CollectionFunctions::merge);
        table.add(
                "ImageCollection.merge(ImageCollection collection1, ImageCollection collection2): ImageCollection",
                "Two collections in one.",
                CollectionFunctions::merge);
        table.add(
                "Collection.flatten(FeatureCollection collection): FeatureCollection",
                "The elements of all collections in a collection.",
                CollectionFunctions::flatten);
        table.add(
                "Collection.geometry(FeatureCollection collection, ErrorMargin maxError?): Geometry",
                "The union of all geometries.",
                a -> Geometries.union(a.collection("collection")));
        table.add(
                "Collection.union(FeatureCollection collection, ErrorMargin maxError?): FeatureCollection",
                "A collection of one feature with the union of all geometries.",
                a -> CollectionValue.of(
                        false,
                        List.of(new FeatureValue(
                                Optional.of(Geometries.union(a.collection("collection"))), Properties.none()))));
        table.add(
                "Collection.bounds(FeatureCollection collection, ErrorMargin maxError?, Projection proj?): Geometry",
                "The smallest rectangle around all geometries.",
                a -> GeometryValue.planar(
                        Geometries.union(a.collection("collection")).lonLat().getEnvelope()));
        table.add(
                "Collection.distinct(FeatureCollection collection, Object properties): FeatureCollection",
                "The first element of each value of some properties.",
                CollectionFunctions::distinct);
    }

    private static Object first(CollectionValue collection) {
        Iterator<? extends Element> elements = collection.source().elements();
        return elements.hasNext() ? elements.next() : Nothing.NULL;
    }

    private static Object limit(Arguments arguments) {
        CollectionValue collection = arguments.collection("collection");
        int limit = arguments.has("limit") ? arguments.integer("limit") : Integer.MAX_VALUE;
        if (limit < 0) {
            throw ComputationException.of("Collection.limit: The limit must not be negative.");
        }
        CollectionValue.Source source = collection.source();
        return collection.withSource(arguments
                .optionalText("key")
                .<CollectionValue.Source>map(key -> new SortedSource(
                        source,
                        key,
                        arguments.flag("ascending"),
                        limit,
                        arguments.context().budget()))
                .orElseGet(() -> () -> first(source, limit)));
    }

    private static Iterator<Element> first(CollectionValue.Source source, int limit) {
        List<Element> some = new ArrayList<>();
        Iterator<? extends Element> elements = source.elements();
        while (some.size() < limit && elements.hasNext()) {
            some.add(elements.next());
        }
        return some.iterator();
    }

    private static Object map(Arguments arguments) {
        CollectionValue collection = arguments.collection("collection");
        Procedure procedure = arguments.procedure("baseAlgorithm");
        CollectionValue.Source source = new Sources.Mapped(
                collection.source(), element -> procedure.call(List.of(element)), arguments.flag("dropNulls"));
        return collection.withSource(source);
    }

    private static Object iterate(Arguments arguments) {
        Object result = arguments.value("first");
        for (Element each : arguments.collection("collection").accumulated()) {
            result = arguments.procedure("function").call(List.of(each, result));
        }
        return result;
    }

    private static Object toList(Arguments arguments) {
        Iterator<? extends Element> elements =
                arguments.collection("collection").source().elements();
        List<Object> list = new ArrayList<>();
        int offset = arguments.integer("offset");
        for (int i = 0; i < offset && elements.hasNext(); i++) {
            elements.next();
        }
        while (list.size() < arguments.integer("count") && elements.hasNext()) {
            list.add(elements.next());
        }
        return list;
    }

    private static Object reduceColumns(Arguments arguments) {
        ReducerValue reducer = arguments.reducer("reducer");
        List<String> selectors = arguments.texts("selectors");
        if (selectors.size() != reducer.inputs()) {
            throw ComputationException.of(
                    "Collection.reduceColumns: The reducer takes %d inputs, but there are %d selectors.",
                    reducer.inputs(), selectors.size());
        }
        List<List<Object>> rows = new ArrayList<>();
        arguments.collection("collection").source().described().forEachRemaining(element -> {
            List<Object> row = selectors.stream()
                    .map(name -> ElementFunctions.get(element, name))
                    .toList();
            if (!row.contains(Nothing.NULL)) {
                rows.add(row);
            }
        });
        List<Object> outputs = reducer.objects(rows);
        Map<String, Object> result = new TreeMap<>();
        for (int i = 0; i < outputs.size(); i++) {
            result.put(reducer.outputs().get(i), outputs.get(i));
        }
        return result;
    }

    private static Object merge(Arguments arguments) {
        CollectionValue first = arguments.collection("collection1");
        List<Element> merged = new ArrayList<>();
        addPrefixed(first, "1_", merged);
        addPrefixed(arguments.collection("collection2"), "2_", merged);
        return CollectionValue.of(first.images(), merged).withProperties(first.properties());
    }

    private static void addPrefixed(CollectionValue collection, String prefix, List<Element> into) {
        for (Element each : collection.accumulated()) {
            Object index = ElementFunctions.get(each, "system:index");
            into.add(
                    index == Nothing.NULL
                            ? each
                            : each.withProperties(each.properties().with("system:index", prefix + index)));
        }
    }

    private static Object flatten(Arguments arguments) {
        List<Element> all = new ArrayList<>();
        for (Element each : arguments.collection("collection").accumulated()) {
            if (each instanceof CollectionValue inner) {
                all.addAll(inner.accumulated());
            } else {
                all.add(each);
            }
        }
        return CollectionValue.of(all);
    }

    private static Object distinct(Arguments arguments) {
        CollectionValue collection = arguments.collection("collection");
        List<String> names = arguments.texts("properties");
        List<Object> seen = new ArrayList<>();
        List<Element> kept = new ArrayList<>();
        for (Element each : collection.accumulated()) {
            List<Object> key =
                    names.stream().map(name -> ElementFunctions.get(each, name)).toList();
            if (ListFunctions.indexOf(seen, key) < 0) {
                seen.add(key);
                kept.add(each);
            }
        }
        return collection.withSource(kept::iterator);
    }
}
