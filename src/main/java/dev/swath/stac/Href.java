package dev.swath.stac;

import dev.swath.job.FileName;
import java.net.URI;
import java.net.URISyntaxException;

/** File names as links. They are relative, so that a folder can be moved or served as it is. */
final class Href {

    private Href() {}

    /**
     * A link to a file in the same folder.
     *
     * @param name name of a file in the output, slashes between folders
     */
    static String beside(String name) {
        return below(name.substring(name.lastIndexOf('/') + 1));
    }

    /** A link from the output folder to a file in it or in a folder below. */
    static String below(String name) {
        try {
            return "./" + new URI(null, null, "/" + name, null).toASCIIString().substring(1);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not a file name: " + name, e);
        }
    }

    /**
     * A link from a file to a file in the output folder itself.
     *
     * @param from name of the linking file, slashes between folders
     */
    static String above(String from, String name) {
        int folders = (int) from.chars().filter(character -> character == '/').count();
        return folders == 0 ? below(name) : "../".repeat(folders) + below(name).substring(2);
    }

    /** The address of a file in an output that can be read under an address, which ends with a slash. */
    static String absolute(String address, String name) {
        return address + below(name).substring(2);
    }

    /** The name from which {@link #below} made a link; a link that leads elsewhere gives a name that no file has. */
    static String name(String link) {
        try {
            String path = new URI(link).getPath();
            return path != null && path.startsWith("./") ? path.substring(2) : "";
        } catch (URISyntaxException e) {
            return "";
        }
    }

    /** The id of an item in its collection: the name of its image's file, with slashes replaced. */
    static String id(String image) {
        return FileName.beside(image, "").replace('/', '_');
    }
}
