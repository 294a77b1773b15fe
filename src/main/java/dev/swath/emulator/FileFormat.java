package dev.swath.emulator;

import java.util.Arrays;
import java.util.Optional;

/** The file formats that {@code getPixels} answers in. */
enum FileFormat {
    GEO_TIFF,
    PNG,
    JPEG,
    /** PNG where a pixel is masked, JPEG otherwise. */
    AUTO_JPEG_PNG,
    NPY;

    private static final String UNSPECIFIED = "IMAGE_FILE_FORMAT_UNSPECIFIED";

    /** By its name in requests. What stands for none is not documented; Google's Python client sends AUTO_JPEG_PNG. */
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

    /** Whether it is a picture of 8-bit grey or colour. */
    boolean isPicture() {
        return this == PNG || this == JPEG || this == AUTO_JPEG_PNG;
    }
}
