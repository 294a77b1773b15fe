package dev.swath.it;

import dev.swath.grid.RasterGrid;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Raw 16-bit bands of an image, requested directly from the service in another format than Swath uses.
 *
 * @param grid of the pixels
 * @param bands number of bands
 * @param data pixel-interleaved samples
 */
record NativePixels(RasterGrid grid, int bands, ByteBuffer data) {

    private static final int HEADER = 10;

    /** Requests bands of a public image on a grid. */
    static NativePixels fetch(URI service, String name, List<String> bands, RasterGrid grid)
            throws IOException, InterruptedException {
        String body = String.format(
                Locale.ROOT,
                "{\"fileFormat\": \"NPY\", \"bandIds\": [%s], \"grid\": {\"crsCode\": \"%s\","
                        + " \"dimensions\": {\"width\": %d, \"height\": %d}, \"affineTransform\": {\"scaleX\": %s,"
                        + " \"translateX\": %s, \"scaleY\": %s, \"translateY\": %s}}}",
                bands.stream().map(band -> '"' + band + '"').collect(Collectors.joining(", ")),
                grid.projection().code(),
                grid.width(),
                grid.height(),
                grid.transform().scaleX(),
                grid.transform().translateX(),
                grid.transform().scaleY(),
                grid.transform().translateY());
        HttpRequest request = HttpRequest.newBuilder(service.resolve("/v1/" + name + ":getPixels"))
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<byte[]> reply = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (reply.statusCode() != 200) {
            throw new IOException(reply.statusCode() + ": " + new String(reply.body()));
        }
        ByteBuffer file = ByteBuffer.wrap(reply.body()).order(ByteOrder.LITTLE_ENDIAN);
        int begin = HEADER + Short.toUnsignedInt(file.getShort(HEADER - 2));
        ByteBuffer data = file.slice(begin, file.capacity() - begin).order(ByteOrder.LITTLE_ENDIAN);
        if (data.capacity() != grid.width() * grid.height() * bands.size() * 2) {
            throw new IOException(data.capacity() + " bytes of pixels for " + grid);
        }
        return new NativePixels(grid, bands.size(), data);
    }

    /** The sample at a place in the grid's reference system. */
    int at(double x, double y, int band) {
        int column = (int) Math.floor(
                (x - grid.transform().translateX()) / grid.transform().scaleX());
        int row = (int) Math.floor(
                (y - grid.transform().translateY()) / grid.transform().scaleY());
        return Short.toUnsignedInt(data.getShort(2 * ((row * grid.width() + column) * bands + band)));
    }
}
