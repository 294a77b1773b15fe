package dev.swath.emulator;

import java.util.Arrays;
import java.util.Optional;

/** The file formats of {@code getPixels} replies. */
enum FileFormat {
    GEO_TIFF,
    PNG,
    JPEG,
    /** PNG if a pixel is masked, otherwise JPEG. */
    AUTO_JPEG_PNG,
    NPY;

    private static final String UNSPECIFIED = "IMAGE_FILE_FORMAT_UNSPECIFIED";

    /** The format with this name. The default is not documented; Google's Python client sends AUTO_JPEG_PNG. */
    static FileFormat of(String name) {
        if (name.equals(UNSPECIFIED)) {
            return AUTO_JPEG_PNG;
        }
        Optional<FileFormat> format = Arrays.stream(values())
                .filter(candidate -> candidate.name().equals(name))
                .findFirst();
        return format.orElseThrow(() -> ApiException.invalidValue(
                "file_format", "type.googleapis.com/google.earthengine.v1.ImageFileFormat", '"' + name + '"'));
    }

    /** Whether it is an 8-bit picture in grey or colour. */
    boolean isPicture() {
        return this == PNG || this == JPEG || this == AUTO_JPEG_PNG;
    }
}
