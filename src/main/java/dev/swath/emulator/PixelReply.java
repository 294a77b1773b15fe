package dev.swath.emulator;

import dev.swath.earthengine.ServiceAssumptions;
import dev.swath.geotiff.GeoTiffEncoder;
import dev.swath.geotiff.Samples;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;

/** Encodes the pixels of a reply in the format that was asked for. */
final class PixelReply {

    private static final String ZIP = "application/zip";

    private PixelReply() {}

    /**
     * Encodes pixels.
     *
     * @param nodata the value of masked samples, written into a GeoTIFF
     */
    static Reply encode(PixelRequest request, Rendering rendering, OptionalDouble nodata) throws IOException {
        double opacity =
                request.visualization().map(VisualizationOptions::opacity).orElse(1.0);
        return switch (request.format()) {
            case GEO_TIFF -> ok(ServiceAssumptions.GEO_TIFF_CONTENT_TYPE, geoTiff(rendering, nodata));
            case ZIPPED_GEO_TIFF, ZIPPED_GEO_TIFF_PER_BAND ->
                ok(
                        ZIP,
                        ZippedTiff.encode(
                                rendering,
                                request.filenamePrefix(),
                                request.format() == FileFormat.ZIPPED_GEO_TIFF_PER_BAND,
                                nodata));
            case NPY -> ok(ServiceAssumptions.NPY_CONTENT_TYPE, NpyEncoder.encode(rendering));
            case PNG -> ok(ServiceAssumptions.PNG_CONTENT_TYPE, PictureEncoder.png(rendering, opacity));
            case JPEG -> ok(ServiceAssumptions.JPEG_CONTENT_TYPE, PictureEncoder.jpeg(rendering));
            case AUTO_JPEG_PNG ->
                opacity < 1 || rendering.hasMasked()
                        ? ok(ServiceAssumptions.PNG_CONTENT_TYPE, PictureEncoder.png(rendering, opacity))
                        : ok(ServiceAssumptions.JPEG_CONTENT_TYPE, PictureEncoder.jpeg(rendering));
        };
    }

    /** A GeoTIFF. */
    static byte[] geoTiff(Rendering rendering, OptionalDouble nodata) {
        Samples samples = new Samples(
                rendering.types().get(0),
                rendering.width(),
                rendering.height(),
                rendering.names().size(),
                rendering.data());
        return GeoTiffEncoder.encode(samples, Optional.of(rendering.grid()), nodata, rendering.names());
    }

    private static Reply ok(String contentType, byte[] body) {
        return new Reply(200, contentType, body);
    }
}
