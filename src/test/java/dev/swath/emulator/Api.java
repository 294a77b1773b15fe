package dev.swath.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.swath.emulator.archive.SampleNumbers;
import dev.swath.emulator.archive.SceneCollection;
import dev.swath.geotiff.Samples;
import dev.swath.geotiff.TiffImage;
import dev.swath.geotiff.TiffReader;
import dev.swath.grid.Window;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** An emulator of a small collection, and a plain HTTP client that talks to it. */
final class Api implements Closeable {

    static final String COLLECTION = "TEST/IMAGES";
    static final String COLLECTION_NAME = "projects/earthengine-public/assets/" + COLLECTION;
    static final String IMAGE_NAME = COLLECTION_NAME + "/IMAGE_00000";
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final EarthEngineEmulator emulator;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(LIMIT).build();

    private Api(EarthEngineEmulator emulator) {
        this.emulator = emulator;
    }

    static Api start() {
        return start(EmulatorSettings.defaults());
    }

    static Api start(EmulatorSettings settings) {
        return start(settings, new TestCollection(COLLECTION, 25));
    }

    static Api start(EmulatorSettings settings, SceneCollection... collections) {
        try {
            return new Api(EarthEngineEmulator.start(settings, List.of(collections)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Api of(EarthEngineEmulator emulator) {
        return new Api(emulator);
    }

    EarthEngineEmulator emulator() {
        return emulator;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(emulator.url() + path)).timeout(LIMIT);
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<byte[]> get(String path) {
        return send(request(path));
    }

    HttpResponse<byte[]> post(String path, String body) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    /** The JSON of a successful answer to GET. */
    JsonNode json(String path) {
        return json(get(path));
    }

    static JsonNode json(HttpResponse<byte[]> response) {
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + ": " + text(response));
        }
        return anyJson(response);
    }

    static JsonNode anyJson(HttpResponse<byte[]> response) {
        try {
            return JsonMapper.builder().build().readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    /** Bytes of a successful answer to a request for pixels of the first image; JSON may use single quotes. */
    byte[] pixels(String body) {
        HttpResponse<byte[]> response = askPixels(body);
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + ": " + text(response));
        }
        return response.body();
    }

    HttpResponse<byte[]> askPixels(String body) {
        return post("/v1/" + IMAGE_NAME + ":getPixels", body.replace('\'', '"'));
    }

    /** The image of a GeoTIFF answer. */
    TiffImage tiff(String body) {
        return image(pixels(body));
    }

    static TiffImage image(byte[] file) {
        try {
            return TiffReader.of(file).image();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A sample of an image. */
    static double sample(TiffImage image, int column, int row, int band) {
        try {
            Samples pixel = image.read(new Window(column, row, 1, 1));
            return SampleNumbers.get(
                    pixel.type(), pixel.data(), band * pixel.type().bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All samples of a band, row by row. */
    static double[] samples(TiffImage image, int band) {
        try {
            return image.read(new Window(0, 0, image.width(), image.height())).values(band);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        emulator.close();
    }
}
