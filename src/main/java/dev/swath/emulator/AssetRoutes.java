package dev.swath.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swath.emulator.archive.Scene;
import dev.swath.emulator.archive.SceneCollection;
import dev.swath.emulator.archive.SearchBounds;
import java.util.Iterator;
import java.util.Optional;

/** Answers requests for single assets and for listings, page by page. */
final class AssetRoutes {

    /** A page of a listing that matches little ends after this many images; the next page continues there. */
    private static final int MOST_LOOKED_AT = 20_000;
    /** A page with images ends when so many points of the ground were looked at to tell properties: those of 100 or 1000 images. */
    private static final int MOST_POINTS_BASIC = 160_000;

    private static final int MOST_POINTS_FULL = 1_600_000;

    /** It also ends after this time, so that no client times out. */
    private static final long MOST_NANOS = 10_000_000_000L;

    private final Catalogue catalogue;

    AssetRoutes(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Answers {@code GET …/assets/NAME}. */
    Reply get(String name) {
        Optional<SceneCollection> collection = catalogue.collection(name);
        if (collection.isPresent()) {
            return Reply.json(AssetWriter.collection(collection.get()));
        }
        if (catalogue.isFolder(name) || isRoot(name)) {
            return Reply.json(AssetWriter.basic("FOLDER", name));
        }
        return Reply.json(
                AssetWriter.image(name, catalogue.scene(name).orElseThrow(() -> ApiException.assetNotFound(name))));
    }

    /**
     * Answers {@code GET …:listAssets} and {@code GET …:listImages}.
     *
     * @param key name of the list in the reply
     * @param client waits for the page; the search ends when it disconnects
     */
    Reply list(String parent, ListQuery query, String key, Client client) throws ClientGoneException {
        Optional<SceneCollection> collection = catalogue.collection(parent);
        if (collection.isPresent()) {
            return Reply.json(page(collection.get(), query, key, client));
        }
        if (catalogue.isFolder(parent) || isRoot(parent)) {
            return Reply.json(folder(parent, key));
        }
        if (catalogue.scene(parent).isPresent()) {
            throw ApiException.invalid("Asset '%s' is not a folder or ImageCollection.", parent);
        }
        // Earth Engine's own message, and what a user of the emulator needs to know beyond it.
        throw ApiException.notFound(ApiException.assetNotFound(parent).getMessage() + " This emulator has "
                + String.join(", ", catalogue.ids()) + ".");
    }

    /** Whether a name is the root of a project, which every project has, if empty. */
    private static boolean isRoot(String name) {
        return name.matches("projects/[^/]+/assets");
    }

    /** The page of a folder: filters do not apply, and every reply has the BASIC view. */
    private ObjectNode folder(String parent, String key) {
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        ArrayNode assets = page.putArray(key);
        for (String child : catalogue.children(parent)) {
            assets.add(
                    AssetWriter.basic(catalogue.collection(child).isPresent() ? "IMAGE_COLLECTION" : "FOLDER", child));
        }
        return page;
    }

    private static ObjectNode page(SceneCollection collection, ListQuery query, String key, Client client)
            throws ClientGoneException {
        SearchBounds bounds = new SearchBounds();
        query.filter().narrow(bounds);
        query.after().ifPresent(token -> bounds.notBefore(token.start()));
        ArrayNode found = JsonNodeFactory.instance.arrayNode();
        Optional<PageToken> next = bounds.isEmpty()
                ? Optional.empty()
                : fill(found, collection.scenes(bounds.query()), collection.id(), query, client);
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        if (!found.isEmpty()) {
            page.set(key, found);
        }
        next.ifPresent(token -> page.put("nextPageToken", token.encode()));
        return page;
    }

    /** Adds images to a page; returns where the next page begins, if there is one. */
    private static Optional<PageToken> fill(
            ArrayNode found, Iterator<Scene> scenes, String collection, ListQuery query, Client client)
            throws ClientGoneException {
        Optional<Scene> last = Optional.empty();
        int lookedAt = 0;
        int points = 0;
        int mostPoints = query.basic() ? MOST_POINTS_BASIC : MOST_POINTS_FULL;
        long begun = System.nanoTime();
        while (scenes.hasNext()) {
            client.requireThere();
            Scene scene = scenes.next();
            if (query.after().filter(token -> token.isPast(scene)).isPresent()) {
                continue;
            }
            boolean enough = ++lookedAt > MOST_LOOKED_AT
                    || (lookedAt > 1 && System.nanoTime() - begun > MOST_NANOS)
                    || (points >= mostPoints && !found.isEmpty());
            if (enough) {
                return after(last, query);
            }
            boolean matches = query.filter().matches(scene);
            if (matches && found.size() == query.pageSize()) {
                return after(last, query);
            }
            if (matches) {
                String name = Catalogue.nameOf(collection + "/" + scene.index());
                found.add(query.basic() ? AssetWriter.basic("IMAGE", name) : AssetWriter.image(name, scene));
            }
            points += scene.pointsSeen();
            last = Optional.of(scene);
        }
        return Optional.empty();
    }

    /** Where a page after this image begins; where this page began if there is none. */
    private static Optional<PageToken> after(Optional<Scene> last, ListQuery query) {
        return last.map(scene -> new PageToken(scene.start(), scene.index(), query.listing()))
                .or(query::after);
    }
}
