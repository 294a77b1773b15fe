package dev.swath.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The root Catalog (STAC 1.1.0) of an output: it links the Collection of each job that writes there. */
public final class StacCatalog {

    /** Its name in the output. */
    public static final String NAME = "catalog.json";

    /** Tells it from a catalogue of somebody else's. */
    private static final String ID = "swath";

    private StacCatalog() {}

    /**
     * The catalog as JSON.
     *
     * @param jobs names of the jobs that have a collection in the output
     * @param address where the output can be read, ending with a slash; empty if it is not known
     */
    public static String json(Collection<String> jobs, Optional<String> address) {
        ObjectNode catalog = StacJson.object();
        catalog.put("type", "Catalog");
        catalog.put("stac_version", StacJson.VERSION);
        catalog.put("id", ID);
        catalog.put("title", "Images stored by Swath");
        catalog.put("description", "The images that the jobs of Swath have stored here, a collection for each job");
        ArrayNode links = catalog.putArray("links");
        address.ifPresent(base -> StacJson.link(links, "self", Href.absolute(base, NAME), StacJson.MEDIA_TYPE));
        StacJson.link(links, "root", Href.below(NAME), StacJson.MEDIA_TYPE);
        for (String job : new TreeSet<>(jobs)) {
            StacJson.link(links, "child", Href.below(CollectionFile.nameOf(job)), StacJson.MEDIA_TYPE, job);
        }
        return StacJson.write(catalog);
    }

    /**
     * The names of the collections that a catalog links; empty if it is not one that {@link #json} has made.
     *
     * @throws IOException if it is not JSON
     */
    static Optional<Set<String>> children(byte[] json) throws IOException {
        JsonNode catalog = StacJson.read(json);
        if (!catalog.path("id").asText().equals(ID)
                || !catalog.path("type").asText().equals("Catalog")) {
            return Optional.empty();
        }
        Set<String> children = new TreeSet<>();
        for (JsonNode link : catalog.path("links")) {
            if (link.path("rel").asText().equals("child")) {
                children.add(Href.name(link.path("href").asText()));
            }
        }
        return Optional.of(children);
    }
}
