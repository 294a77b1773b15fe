package dev.swath.flow.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.swath.ledger.FailedImage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The images that a run is limited to, as JSON: a run out of turn may be started by one process and run in another. */
final class ChosenImages {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ChosenImages() {}

    static String write(List<FailedImage> images) {
        ArrayNode array = JSON.createArrayNode();
        images.forEach(image -> array.addObject()
                .put("job", image.job())
                .put("run", image.run())
                .put("image", image.image())
                .put("acquired", image.acquired().toString())
                .put("cause", image.cause()));
        return array.toString();
    }

    /**
     * What was written.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static List<FailedImage> read(String json) {
        try {
            List<FailedImage> images = new ArrayList<>();
            for (JsonNode image : JSON.readTree(json)) {
                images.add(new FailedImage(
                        image.path("job").asText(),
                        image.path("run").asText(),
                        image.path("image").asText(),
                        Instant.parse(image.path("acquired").asText()),
                        image.path("cause").asText()));
            }
            return List.copyOf(images);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "the images that a run is limited to can't be read: " + e.getMessage(), e);
        }
    }
}
