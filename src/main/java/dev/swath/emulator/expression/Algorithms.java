package dev.swath.emulator.expression;

import dev.swath.emulator.raster.ComputationException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** The table of functions, by name, and a count of the calls of those that it lacks. */
public final class Algorithms {

    private final Map<String, Algorithm> rows = new TreeMap<>();
    private final AtomicLong unknown = new AtomicLong();

    /** All functions. */
    public Algorithms() {
        LogicFunctions.addTo(this);
        NumberFunctions.addTo(this);
        StringFunctions.addTo(this);
        ListFunctions.addTo(this);
        ListEditFunctions.addTo(this);
        ListOrderFunctions.addTo(this);
        ArrayFunctions.addTo(this);
        ArrayMathFunctions.addTo(this);
        MatrixFunctions.addTo(this);
        DictionaryFunctions.addTo(this);
        DateFunctions.addTo(this);
        FilterFunctions.addTo(this);
        FilterPlaceFunctions.addTo(this);
        FilterDateFunctions.addTo(this);
        GeometryFunctions.addTo(this);
        ProjectionFunctions.addTo(this);
        ElementFunctions.addTo(this);
        CollectionFunctions.addTo(this);
        AggregateFunctions.addTo(this);
        ReducerFunctions.addTo(this);
        ImageFunctions.addTo(this);
        ImageMathFunctions.addTo(this);
        ImageMaskFunctions.addTo(this);
        ImageVisualizeFunctions.addTo(this);
        ImageShapeFunctions.addTo(this);
        ImageArrayFunctions.addTo(this);
        ImageArrayPartFunctions.addTo(this);
        ImageGeometryFunctions.addTo(this);
        KernelFunctions.addTo(this);
        ImageNeighbourFunctions.addTo(this);
        TerrainFunctions.addTo(this);
        ImageRegionFunctions.addTo(this);
        ImageCollectionFunctions.addTo(this);
        CollectionArrayFunctions.addTo(this);
        JoinFunctions.addTo(this);
    }

    /** Adds a row; each name is there once. */
    void add(String signature, String description, Algorithm.Body body) {
        Signature parsed = Signature.parse(signature);
        if (rows.put(parsed.name(), new Algorithm(parsed, description, body)) != null) {
            throw new IllegalArgumentException(parsed.name() + " is in the table already");
        }
    }

    Algorithm find(String name) {
        Algorithm found = rows.get(name);
        if (found == null) {
            unknown.incrementAndGet();
            throw ComputationException.of("Algorithm '%s' not found.", name);
        }
        return found;
    }

    /** All functions by name. */
    Map<String, Algorithm> rows() {
        return rows;
    }

    /** How many functions there are. */
    public int size() {
        return rows.size();
    }

    /** How many calls named a function that the table lacks. */
    public long unknownCalls() {
        return unknown.get();
    }
}
