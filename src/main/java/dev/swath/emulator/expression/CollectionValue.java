package dev.swath.emulator.expression;

import dev.swath.emulator.raster.ComputationException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * A collection of images or features, whose elements are made when they are needed.
 *
 * @param images whether it is an image collection
 * @param source makes the elements
 * @param properties its metadata
 * @param id the id of a stored collection
 */
public record CollectionValue(boolean images, Source source, Properties properties, Optional<String> id)
        implements Element {

    /** Earth Engine's limit for collections that are accumulated. */
    static final int MOST = 5000;

    /** Makes elements. */
    public interface Source {

        /** The elements in order, made as the iterator advances. */
        Iterator<? extends Element> elements();

        /** The same elements for their properties and places alone: images may lack their bands. */
        default Iterator<? extends Element> described() {
            return elements();
        }

        /** The same elements without those that a filter drops. */
        default Source filtered(FilterValue filter) {
            return new Sources.Filtered(this, filter);
        }

        /** How many elements there are. */
        default long size() {
            long size = 0;
            for (Iterator<? extends Element> each = described(); each.hasNext(); each.next()) {
                size++;
            }
            return size;
        }
    }

    /** A collection of given elements. */
    static CollectionValue of(List<? extends Element> elements) {
        boolean images = !elements.isEmpty() && elements.stream().allMatch(ImageValue.class::isInstance);
        return of(images, elements);
    }

    /** A collection of given elements. */
    static CollectionValue of(boolean images, List<? extends Element> elements) {
        List<Element> copy = List.copyOf(elements);
        return new CollectionValue(images, copy::iterator, Properties.none(), Optional.empty());
    }

    /** The same metadata with other elements. */
    CollectionValue withSource(Source other) {
        return new CollectionValue(images, other, properties, id);
    }

    /** All elements; throws if there are more than Earth Engine accumulates. */
    List<Element> accumulated() {
        List<Element> all = new ArrayList<>();
        source.elements().forEachRemaining(each -> {
            if (all.size() == MOST) {
                throw ComputationException.of("Collection query aborted after accumulating over %d elements.", MOST);
            }
            all.add(each);
        });
        return all;
    }

    /** All images; throws if an element is not one. */
    List<ImageValue> allImages() {
        List<ImageValue> all = new ArrayList<>();
        for (Element each : accumulated()) {
            if (!(each instanceof ImageValue image)) {
                throw ComputationException.of("A collection that should hold images holds something else.");
            }
            all.add(image);
        }
        return all;
    }

    @Override
    public CollectionValue withProperties(Properties other) {
        return new CollectionValue(images, source, other, id);
    }

    /** Unknown without looking at each element. */
    @Override
    public Optional<GeometryValue> geometry() {
        return Optional.empty();
    }
}
