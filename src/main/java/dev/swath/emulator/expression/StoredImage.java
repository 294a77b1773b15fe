package dev.swath.emulator.expression;

import dev.swath.emulator.archive.Scene;
import dev.swath.emulator.archive.SceneCollection;
import java.util.Optional;

/**
 * What a stored image tells without its bands: enough for filters and sums of properties, and much cheaper.
 *
 * @param collection that it is in
 * @param scene the image
 * @param archive reads its pixels
 */
record StoredImage(SceneCollection collection, Scene scene, Archive archive) implements Element {

    /** The image with its bands. */
    ImageValue image() {
        return ImageValue.of(collection.id(), archive.readable(collection, scene));
    }

    /** An element with everything that belongs to it. */
    static Element whole(Element element) {
        return element instanceof StoredImage stored ? stored.image() : element;
    }

    @Override
    public Properties properties() {
        return Properties.of(new SceneProperties(collection.id(), scene));
    }

    @Override
    public Element withProperties(Properties properties) {
        return image().withProperties(properties);
    }

    @Override
    public Optional<GeometryValue> geometry() {
        return Optional.of(GeometryValue.lonLat(scene.footprint()));
    }
}
