package dev.swath.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.swath.RouteFile;
import dev.swath.geotiff.TiffImage;
import dev.swath.grid.SampleType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The emulator's reply to a request that was seen on the wire.
 *
 * @param name of the file in the resources
 * @param api to ask on, for what the reply names
 * @param reply to the request
 */
record CapturedReply(String name, Api api, HttpResponse<byte[]> reply) {

    private static final Path FILES =
            RouteFile.projectFolder().resolve("src/test/resources/dev/swath/emulator/expressions");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** An image that the clients were told of, but that the emulator does not have. */
    private static final String INVENTED = "20240103T160217_20240103T160745_T17PLK";

    private static final Duration LONGEST_EXPORT = Duration.ofMinutes(2);

    /** What a reply must be. */
    @FunctionalInterface
    interface Expectation {
        void check(CapturedReply reply);
    }

    /** The names of all requests. */
    static List<String> names() {
        try (Stream<Path> files = Files.list(FILES)) {
            return files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A request as it was sent, but for the image. */
    static JsonNode request(String name) {
        try {
            return JSON.readTree(Files.readString(FILES.resolve(name + ".json")).replace(INVENTED, StoredImages.SCENE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a request. */
    static CapturedReply to(String name, Api api) {
        JsonNode request = request(name);
        String path = path(name, request, api);
        HttpResponse<byte[]> reply = request.path("method").asText().equals("GET")
                ? api.get(path)
                : api.post(path, request.path("body").toString());
        assertThat(reply.statusCode()).as(Api.text(reply)).isEqualTo(200);
        return new CapturedReply(name, api, reply);
    }

    /** The thumbnail that a request reads was made by another server: what was captured before it makes one here. */
    private static String path(String name, JsonNode request, Api api) {
        String path = request.path("path").asText();
        return name.endsWith("-5-tile-get")
                ? path.replaceFirst(
                        "projects/[^:]+",
                        to(name.replace("5-tile-get", "4-tile-create"), api)
                                .json()
                                .path("name")
                                .asText())
                : path;
    }

    JsonNode json() {
        return Api.json(reply);
    }

    JsonNode value() {
        return json().path("result");
    }

    TiffImage image() {
        return Api.image(reply.body());
    }

    /** What a thumbnail or a tile that the reply names brings. */
    HttpResponse<byte[]> read(String suffix) {
        HttpResponse<byte[]> pixels = api.get("/v1/" + json().path("name").asText() + suffix);
        assertThat(pixels.statusCode()).as(Api.text(pixels)).isEqualTo(200);
        return pixels;
    }

    /** The file that the operation of the reply writes. */
    byte[] exported() {
        String operation = "/v1/" + json().path("name").asText();
        await().atMost(LONGEST_EXPORT)
                .until(() -> api.json(operation).path("done").asBoolean());
        JsonNode done = api.json(operation);
        assertThat(done.at("/metadata/state").asText()).as(done.toString()).isEqualTo("SUCCEEDED");
        try {
            return Files.readAllBytes(
                    Path.of(URI.create(done.at("/metadata/destinationUris/0").asText())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Requires these bands, and no more; NaN stands for a masked sample. */
    void hasBands(double tolerance, List<double[]> expected) {
        assertBands(image(), tolerance, expected);
    }

    static void assertBands(TiffImage image, double tolerance, List<double[]> expected) {
        assertThat(image.descriptions()).hasSize(expected.size());
        double masked = masked(image.type());
        for (int band = 0; band < expected.size(); band++) {
            double[] samples = Api.samples(image, band);
            assertThat(samples).hasSameSizeAs(expected.get(band));
            for (int i = 0; i < samples.length; i++) {
                double sample = Double.isNaN(expected.get(band)[i]) ? masked : expected.get(band)[i];
                if (samples[i] != sample && !(Math.abs(samples[i] - sample) <= tolerance)) {
                    throw new AssertionError(
                            "band " + band + " has " + samples[i] + " at pixel " + i + " instead of " + sample);
                }
            }
        }
    }

    /** What stands in a file where a sample is masked. */
    private static double masked(SampleType type) {
        return switch (type) {
            case FLOAT32, FLOAT64 -> Double.NEGATIVE_INFINITY;
            case INT8 -> Byte.MIN_VALUE;
            case INT16 -> Short.MIN_VALUE;
            case INT32 -> Integer.MIN_VALUE;
            default -> 0;
        };
    }
}
