package dev.swath.emulator.expression;

import dev.swath.emulator.raster.ComputationException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Functions of features and of the properties that all elements have. */
final class ElementFunctions {

    private ElementFunctions() {}

    static void addTo(Algorithms table) {
        table.add(
                "Feature(Geometry geometry?, Dictionary<Object> metadata?, String geometryKey?): Feature",
                "A feature of a geometry and properties.",
                ElementFunctions::feature);
        table.add(
                "Feature.geometry(Element feature, ErrorMargin maxError?, Projection proj?, Boolean geodesics?): Geometry",
                "The geometry of an element.",
                a -> geometry(a, "feature"));
        table.add(
                "Feature.setGeometry(Element feature, Geometry geometry?): Element",
                "A feature in another place.",
                a -> new FeatureValue(
                        a.optionalGeometry("geometry"), a.element("feature").properties()));
        table.add(
                "Feature.id(Element element): String",
                "The index of an element.",
                a -> a.element("element").properties().get("system:index").orElse(Nothing.NULL));
        table.add(
                "Feature.select(Element input, List<String> propertySelectors, List<String> newProperties?, Boolean retainGeometry = true): Element",
                "A feature with some of its properties.",
                ElementFunctions::select);
        table.add(
                "Element.get(Element object, String property): <any>",
                "The value of a property, null if there is none.",
                a -> get(a.element("object"), a.text("property")));
        table.add(
                "Element.getNumber(Element object, String property): Number",
                "The number of a property.",
                a -> get(a.element("object"), a.text("property")));
        table.add(
                "Element.getString(Element object, String property): String",
                "The text of a property.",
                a -> get(a.element("object"), a.text("property")));
        table.add(
                "Element.set(Element object, String key, Object value?): Element",
                "An element with one property set.",
                a -> a.element("object")
                        .withProperties(a.element("object").properties().with(a.text("key"), a.value("value"))));
        table.add(
                "Element.setMulti(Element object, Dictionary<Object> properties): Element",
                "An element with properties set.",
                a -> set(a.element("object"), a.dictionary("properties")));
        table.add(
                "Element.propertyNames(Element element): List<Object>",
                "The names of all properties.",
                a -> new ArrayList<Object>(a.element("element").properties().names()));
        table.add(
                "Element.toDictionary(Element element, List<String> properties?): Dictionary<Object>",
                "All properties, or some, as a dictionary.",
                ElementFunctions::dictionary);
        for (String owner : List.of("Element", "Image")) {
            table.add(
                    owner
                            + ".copyProperties(Element destination?, Element source?, List<String> properties?, List<String> exclude?): Element",
                    "An element with properties of another.",
                    ElementFunctions::copy);
        }
    }

    static Object get(Element element, String property) {
        return element.properties().get(property).orElse(Nothing.NULL);
    }

    static GeometryValue geometry(Arguments arguments, String name) {
        return arguments
                .element(name)
                .geometry()
                .orElseThrow(() -> ComputationException.of(
                        "%s: Unable to compute bounds for geometry: the element is unbounded.", arguments.function()));
    }

    private static Object feature(Arguments arguments) {
        Map<String, Object> metadata = arguments.has("metadata") ? arguments.dictionary("metadata") : Map.of();
        return new FeatureValue(arguments.optionalGeometry("geometry"), Properties.of(metadata));
    }

    static Element set(Element element, Map<String, Object> values) {
        Properties properties = element.properties();
        for (Map.Entry<String, Object> each : values.entrySet()) {
            properties = properties.with(each.getKey(), each.getValue());
        }
        return element.withProperties(properties);
    }

    private static Object select(Arguments arguments) {
        Element input = arguments.element("input");
        List<String> names = arguments.texts("propertySelectors");
        List<String> renamed = arguments.optionalTexts("newProperties").orElse(names);
        Map<String, Object> kept = new TreeMap<>();
        for (int i = 0; i < names.size(); i++) {
            String to = i < renamed.size() ? renamed.get(i) : names.get(i);
            input.properties().get(names.get(i)).ifPresent(value -> kept.put(to, value));
        }
        Optional<GeometryValue> geometry = arguments.flag("retainGeometry") ? input.geometry() : Optional.empty();
        return new FeatureValue(geometry, Properties.of(kept));
    }

    private static Object dictionary(Arguments arguments) {
        Properties properties = arguments.element("element").properties();
        Map<String, Object> all = new TreeMap<>();
        Set<String> names = arguments
                .optionalTexts("properties")
                .<Set<String>>map(HashSet::new)
                .orElseGet(() -> {
                    Set<String> shown = new HashSet<>(properties.names());
                    shown.removeAll(SceneProperties.HIDDEN);
                    return shown;
                });
        names.forEach(name -> properties.get(name).ifPresent(value -> all.put(name, value)));
        return all;
    }

    private static Object copy(Arguments arguments) {
        Element destination = arguments.element("destination");
        if (!arguments.has("source")) {
            return destination;
        }
        Properties source = arguments.element("source").properties();
        Set<String> names = new HashSet<>(arguments.optionalTexts("properties").orElseGet(() -> source.names().stream()
                .filter(name -> !name.startsWith("system:") || name.equals("system:index"))
                .toList()));
        arguments.optionalTexts("exclude").ifPresent(names::removeAll);
        Map<String, Object> copied = new TreeMap<>();
        names.forEach(name -> source.get(name).ifPresent(value -> copied.put(name, value)));
        return set(destination, copied);
    }
}
