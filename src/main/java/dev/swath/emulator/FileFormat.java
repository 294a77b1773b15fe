package dev.swath.emulator;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The file formats of {@code getPixels} replies. */
enum FileFormat {
    GEO_TIFF,
    PNG,
    JPEG,
    /** PNG if a pixel is masked, otherwise JPEG. */
    AUTO_JPEG_PNG,
    NPY,
    /** A ZIP archive of a GeoTIFF; thumbnails only. */
    ZIPPED_GEO_TIFF,
    /** A ZIP archive of a GeoTIFF for each band; thumbnails only. */
    ZIPPED_GEO_TIFF_PER_BAND;

    /** The names by their numbers in the API's protocol buffers, in the order in which Google's clients list them. */
    private static final List<String> NUMBERS = List.of(
            "IMAGE_FILE_FORMAT_UNSPECIFIED",
            "JPEG",
            "PNG",
            "AUTO_JPEG_PNG",
            "NPY",
            "GEO_TIFF",
            "TF_RECORD_IMAGE",
            "ZIPPED_GEO_TIFF",
            "ZIPPED_GEO_TIFF_PER_BAND");

    private static final String UNSPECIFIED = "IMAGE_FILE_FORMAT_UNSPECIFIED";

    /** The format with this name. The default is not documented; Google's Python client sends AUTO_JPEG_PNG. */
    static FileFormat of(String name) {
        if (name.matches("\\d") && Integer.parseInt(name) < NUMBERS.size()) {
            return of(NUMBERS.get(Integer.parseInt(name)));
        }
        if (name.equals(UNSPECIFIED)) {
            return AUTO_JPEG_PNG;
        }
        Optional<FileFormat> format = Arrays.stream(values())
                .filter(candidate -> candidate.name().equals(name))
                .findFirst();
        return format.orElseThrow(() -> ApiException.invalidValue(
                "file_format", "type.googleapis.com/google.earthengine.v1.ImageFileFormat", '"' + name + '"'));
    }

    /** Whether it is a GeoTIFF, packed or not. */
    boolean isTiff() {
        return this == GEO_TIFF || isZipped();
    }

    /** Whether it is an archive. */
    boolean isZipped() {
        return this == ZIPPED_GEO_TIFF || this == ZIPPED_GEO_TIFF_PER_BAND;
    }

    /** Whether it is an 8-bit picture in grey or colour. */
    boolean isPicture() {
        return this == PNG || this == JPEG || this == AUTO_JPEG_PNG;
    }
}
