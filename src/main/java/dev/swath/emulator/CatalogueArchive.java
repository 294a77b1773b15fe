package dev.swath.emulator;

import dev.swath.emulator.archive.BlockCache;
import dev.swath.emulator.archive.CachedScene;
import dev.swath.emulator.archive.Scene;
import dev.swath.emulator.archive.SceneCollection;
import dev.swath.emulator.expression.Archive;
import java.util.Optional;

/**
 * The catalogue as expressions read it.
 *
 * @param catalogue what is served
 * @param cache rendered blocks
 */
record CatalogueArchive(Catalogue catalogue, BlockCache cache) implements Archive {

    @Override
    public Optional<Scene> image(String id) {
        String name = Catalogue.nameOf(id);
        return catalogue
                .collectionOf(name)
                .flatMap(collection -> catalogue.scene(name).map(scene -> readable(collection, scene)));
    }

    @Override
    public Optional<SceneCollection> collection(String id) {
        return catalogue.collection(Catalogue.nameOf(id));
    }

    @Override
    public Scene readable(SceneCollection collection, Scene scene) {
        return new CachedScene(collection.id() + "/" + scene.index(), scene, cache);
    }
}
