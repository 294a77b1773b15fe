package dev.swath.emulator;

import dev.swath.emulator.archive.Scene;
import dev.swath.emulator.archive.SceneCollection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The collections that are served, and the folders that their ids imply. */
final class Catalogue {

    private static final String PUBLIC = "projects/earthengine-public/assets";
    private static final String LEGACY = "projects/earthengine-legacy/assets";

    private final Map<String, SceneCollection> collections = new LinkedHashMap<>();

    Catalogue(List<SceneCollection> collections) {
        collections.forEach(collection -> this.collections.put(nameOf(collection.id()), collection));
    }

    /** Ids of all collections. */
    List<String> ids() {
        return collections.values().stream().map(SceneCollection::id).toList();
    }

    /**
     * The name of an asset, as used in paths: ids under {@code users/} belong to the project earthengine-legacy, other
     * ids to earthengine-public, and ids in other projects are names already.
     */
    static String nameOf(String id) {
        if (id.startsWith("projects/")) {
            return id;
        }
        return (id.startsWith("users/") ? LEGACY : PUBLIC) + "/" + id;
    }

    /** The id of an asset: its name without the prefix of the two shared projects. */
    static String idOf(String name) {
        for (String prefix : List.of(PUBLIC + "/", LEGACY + "/")) {
            if (name.startsWith(prefix)) {
                return name.substring(prefix.length());
            }
        }
        return name;
    }

    Optional<SceneCollection> collection(String name) {
        return Optional.ofNullable(collections.get(name));
    }

    /** The collection that an image of this name would belong to. */
    Optional<SceneCollection> collectionOf(String imageName) {
        int slash = imageName.lastIndexOf('/');
        return slash < 0 ? Optional.empty() : collection(imageName.substring(0, slash));
    }

    Optional<Scene> scene(String name) {
        String index = name.substring(name.lastIndexOf('/') + 1);
        return collectionOf(name).flatMap(collection -> collection.scene(index));
    }

    /** Whether there are collections below this name. */
    boolean isFolder(String name) {
        return collections.keySet().stream().anyMatch(below -> below.startsWith(name + "/"));
    }

    /** Names of the folders and collections directly below a folder, in order. */
    Set<String> children(String folder) {
        Set<String> children = new TreeSet<>();
        for (String name : collections.keySet()) {
            if (name.startsWith(folder + "/")) {
                int end = name.indexOf('/', folder.length() + 1);
                children.add(end < 0 ? name : name.substring(0, end));
            }
        }
        return children;
    }
}
