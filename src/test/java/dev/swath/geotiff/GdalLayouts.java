package dev.swath.geotiff;

import dev.swath.Gdal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files that {@code layouts.py} has GDAL write, all in one process. */
record GdalLayouts(Path folder) {

    /** Writes all of them into an empty folder; skips the test where GDAL is missing. */
    static GdalLayouts write(Path folder) throws IOException {
        Gdal.require();
        Path script = folder.resolve("layouts.py");
        try (InputStream resource = GdalLayouts.class.getResourceAsStream("layouts.py")) {
            Files.copy(resource, script);
        }
        Gdal.run("/usr/bin/python3", script.toString(), folder.toString());
        return new GdalLayouts(folder);
    }

    /** The files of one sample type, all of the same pixels. */
    List<Path> of(String type) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(type))) {
            return files.sorted().toList();
        }
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }
}
