package dev.swath.emulator.expression;

import dev.swath.emulator.archive.Scene;
import dev.swath.emulator.raster.ArrayRaster;
import dev.swath.emulator.raster.ArrayValue;
import dev.swath.emulator.raster.Block;
import dev.swath.emulator.raster.ComputationException;
import dev.swath.emulator.raster.ConstantRaster;
import dev.swath.emulator.raster.GridProjection;
import dev.swath.emulator.raster.GridRaster;
import dev.swath.emulator.raster.PixelType;
import dev.swath.emulator.raster.StoredRaster;
import dev.swath.grid.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * An image: bands, none of whose pixels are computed yet.
 *
 * @param bands in order
 * @param properties its metadata
 * @param geometry its footprint; empty if it is unbounded
 * @param stored the id of the stored image, if it is one
 */
public record ImageValue(
        List<Band> bands, Properties properties, Optional<GeometryValue> geometry, Optional<StoredId> stored)
        implements Element {

    /**
     * What identifies a stored image.
     *
     * @param id with its collection
     * @param version microseconds since 1970 of its last change
     */
    public record StoredId(String id, long version) {}

    private static final Set<String> KEPT_BY_MATH = Set.of("system:index", "system:footprint");

    public ImageValue {
        bands = List.copyOf(bands);
    }

    /** An image without properties and bounds. */
    public static ImageValue of(List<Band> bands) {
        return new ImageValue(bands, Properties.none(), Optional.empty(), Optional.empty());
    }

    /** A stored image. */
    public static ImageValue of(String collection, Scene scene) {
        List<Band> bands = new ArrayList<>();
        for (Scene.Band band : scene.bands()) {
            bands.add(new Band(
                    band.id(),
                    PixelType.of(band.type()),
                    GridProjection.of(band.grid()),
                    Optional.of(
                            new Window(0, 0, band.grid().width(), band.grid().height())),
                    new StoredRaster(scene, band)));
        }
        SceneProperties properties = new SceneProperties(collection, scene);
        return new ImageValue(
                bands,
                Properties.of(properties),
                Optional.of(GeometryValue.lonLat(scene.footprint())),
                Optional.of(properties.stored()));
    }

    /** One value everywhere. */
    public static ImageValue constant(Number value) {
        return of(List.of(Band.unbounded("constant", PixelType.of(value), new ConstantRaster(value.doubleValue()))));
    }

    /** One array everywhere. */
    public static ImageValue constant(ArrayValue array) {
        GridRaster raster = new GridRaster(grid ->
                Block.ofArrays(Collections.nCopies(grid.width() * grid.height(), array), ArrayRaster.ALL_VALID));
        return of(List.of(Band.unbounded("constant", array.type().withDimensions(array.dimensions()), raster)));
    }

    /** Names of the bands. */
    public List<String> names() {
        return bands.stream().map(Band::id).toList();
    }

    /** The same metadata with other bands. */
    public ImageValue withBands(List<Band> other) {
        return new ImageValue(other, properties, geometry, stored);
    }

    /** The same metadata, each band changed. */
    public ImageValue map(UnaryOperator<Band> change) {
        return withBands(bands.stream().map(change).toList());
    }

    /** What arithmetic makes of this image: it keeps place and index, but no other properties. */
    public ImageValue computed(List<Band> results) {
        return new ImageValue(results, properties.only(KEPT_BY_MATH), geometry, Optional.empty());
    }

    /** The same image with other bounds. */
    public ImageValue withGeometry(Optional<GeometryValue> other) {
        return new ImageValue(bands, properties, other, stored);
    }

    @Override
    public ImageValue withProperties(Properties other) {
        return new ImageValue(bands, other, geometry, stored);
    }

    /** The first band; throws if there is none. */
    Band first() {
        if (bands.isEmpty()) {
            throw ComputationException.of("Image has no bands.");
        }
        return bands.get(0);
    }
}
