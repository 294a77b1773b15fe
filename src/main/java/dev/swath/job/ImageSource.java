package dev.swath.job;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * Where the images of a job come from: the listing of a collection, or a list of ids.
 *
 * @param collection Earth Engine id of the collection that is listed; empty if the images are named one by one
 * @param images Earth Engine ids of the images, each once; empty if a collection is listed
 */
public record ImageSource(Optional<String> collection, List<String> images) {

    /** Throws an IllegalArgumentException unless there is either a collection or at least one image. */
    public ImageSource {
        images = List.copyOf(new LinkedHashSet<>(images));
        if (collection.isPresent() != images.isEmpty()) {
            throw new IllegalArgumentException("images come from a collection or from a list of ids");
        }
    }

    /** The images of a collection. */
    public static ImageSource listing(String collection) {
        return new ImageSource(Optional.of(collection), List.of());
    }

    /** Images by their ids, in this order; an id that is there twice counts once. */
    public static ImageSource of(List<String> images) {
        return new ImageSource(Optional.empty(), images);
    }

    /** The collections of its images, each once. */
    public List<String> collections() {
        return collection
                .map(List::of)
                .orElseGet(
                        () -> images.stream().map(this::collectionOf).distinct().toList());
    }

    /** The collection, the image, or the number of images, as a message shows them. */
    public String words() {
        return collection.orElseGet(() -> images.size() == 1 ? images.get(0) : images.size() + " images by their ids");
    }

    /** The collection of an image, and the image itself if it is named by its id: ids by which a band of it may be known. */
    public List<String> idsOf(String image) {
        return collection.map(List::of).orElseGet(() -> List.of(collectionOf(image), image));
    }

    /** The collection that an image of this source belongs to: the one that is listed, else that of its id, which ends before the last slash. */
    public String collectionOf(String image) {
        return collection.orElseGet(() -> image.substring(0, Math.max(0, image.lastIndexOf('/'))));
    }
}
