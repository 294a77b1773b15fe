package dev.swath.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swath.flow.store.Outputs;
import dev.swath.job.Job;
import dev.swath.quicklook.Quicklook;
import dev.swath.stac.CollectionFile;
import dev.swath.stac.StacItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The footprints of the stored images of jobs as GeoJSON, from their STAC Items. */
final class FootprintFeatures {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LARGEST_ITEM = 8L << 20;

    private FootprintFeatures() {}

    /**
     * The newest images of some jobs, the newest first.
     *
     * @param most maximum number of images
     * @throws IOException if a folder can't be read
     */
    static ObjectNode of(List<Job> jobs, int most) throws IOException {
        List<ObjectNode> features = new ArrayList<>();
        for (Job job : jobs) {
            Optional<Path> folder = Outputs.folder(job.output());
            if (folder.isPresent()) {
                features.addAll(newest(job, folder.get(), most));
            }
        }
        features.sort(Comparator.comparing(FootprintFeatures::acquired).reversed());
        ObjectNode collection = JSON.createObjectNode().put("type", "FeatureCollection");
        collection.putArray("features").addAll(features.stream().limit(most).toList());
        return collection;
    }

    private static String acquired(ObjectNode feature) {
        return feature.path("properties").path("datetime").asText();
    }

    private static List<ObjectNode> newest(Job job, Path folder, int most) throws IOException {
        List<String> names = new ArrayList<>(CollectionFile.items(job, folder));
        names.removeIf(name -> !ServedFiles.isPlain(name));
        Collections.reverse(names);
        List<ObjectNode> features = new ArrayList<>();
        for (String name : names) {
            if (features.size() == most) {
                break;
            }
            read(folder.resolve(name))
                    .filter(item -> item.path("geometry").isObject())
                    .ifPresent(item -> features.add(feature(job, name, item)));
        }
        return features;
    }

    private static Optional<JsonNode> read(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_ITEM) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(Files.readAllBytes(file)));
        } catch (JsonProcessingException damaged) {
            // The next run of its job makes it again.
            return Optional.empty();
        }
    }

    private static ObjectNode feature(Job job, String name, JsonNode item) {
        JsonNode known = item.path("properties");
        ObjectNode feature = JSON.createObjectNode().put("type", "Feature");
        feature.put("id", item.path("id").asText());
        feature.set("geometry", item.get("geometry"));
        feature.set("bbox", item.path("bbox").deepCopy());
        ObjectNode properties = feature.putObject("properties");
        properties.put("datetime", known.path("datetime").asText());
        properties.set(
                "cloudCover",
                known.path("eo:cloud_cover").isNumber() ? known.get("eo:cloud_cover") : properties.nullNode());
        properties.put("job", job.name());
        properties.put("image", known.path(StacItem.EARTH_ENGINE_ID).asText());
        String file = item.path("assets").path("image").path("href").asText();
        String fileName = file.substring(file.lastIndexOf('/') + 1);
        properties.put("file", fileName);
        properties.put(
                "address",
                ServedFiles.address(job, name.substring(0, name.lastIndexOf('/') + 1) + fileName)
                        .filter(address -> ServedFiles.isPlain(fileName))
                        .orElse(null));
        properties.put(
                "quicklook",
                ServedFiles.address(job, name.replaceFirst(StacItem.ENDING + "$", Quicklook.ENDING))
                        .orElse(null));
        properties.put("item", ServedFiles.address(job, name).orElse(null));
        return feature;
    }
}
