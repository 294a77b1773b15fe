package dev.swath.emulator;

import dev.swath.emulator.archive.Scene;
import dev.swath.geotiff.TiffException;
import dev.swath.geotiff.TiffImage;
import dev.swath.geotiff.TiffReader;
import dev.swath.grid.ProjectedArea;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.locationtech.jts.geom.Geometry;

/**
 * A GeoTIFF as an image, described by its header. The file is opened again for each read.
 *
 * @param file its path
 * @param index name of the image
 * @param start acquisition time
 * @param updated when the file was last changed
 * @param footprint the raster's outline in degrees
 * @param properties the file's metadata items, numbers as numbers
 * @param bands named by the file's descriptions or B1, B2 …
 */
record FolderScene(
        Path file,
        String index,
        Instant start,
        Instant updated,
        Geometry footprint,
        Map<String, Object> properties,
        List<Scene.Band> bands)
        implements Scene {

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,17})(\\.\\d+)?([eE][+-]?\\d{1,3})?");
    private static final String MEAN = "MEAN";

    FolderScene {
        bands = List.copyOf(bands);
    }

    /** Reads the header of an open file. */
    static FolderScene of(Path file, String index, TiffReader reader) throws IOException {
        TiffImage image = reader.image();
        RasterGrid grid = image.grid()
                .orElseThrow(() ->
                        new TiffException("no georeference, or one in a reference system that Swath can't compute"));
        Instant updated = Files.getLastModifiedTime(file).toInstant();
        Optional<Instant> named = AcquisitionTime.ofName(file.getFileName().toString());
        return new FolderScene(
                file,
                index,
                named.or(() -> AcquisitionTime.ofMetadata(image.metadata())).orElse(updated),
                updated,
                ProjectedArea.covering(grid).lonLat(),
                properties(image.metadata()),
                bands(image, grid));
    }

    private static Map<String, Object> properties(Map<String, String> items) {
        Map<String, Object> properties = new LinkedHashMap<>();
        items.forEach((name, value) -> {
            if (!NUMBER.matcher(value).matches() || !Double.isFinite(Double.parseDouble(value))) {
                properties.put(name, value);
            } else if (value.matches("-?\\d+")) {
                properties.put(name, Long.parseLong(value));
            } else {
                properties.put(name, Double.parseDouble(value));
            }
        });
        return properties;
    }

    private static List<Scene.Band> bands(TiffImage image, RasterGrid grid) {
        List<String> names = new ArrayList<>();
        for (String description : image.descriptions()) {
            names.add(description.strip().replaceAll("[^A-Za-z0-9_.-]", "_"));
        }
        boolean named = names.size() == image.bands()
                && names.stream().noneMatch(String::isEmpty)
                && names.stream().distinct().count() == names.size();
        List<Scene.Band> bands = new ArrayList<>();
        for (int i = 0; i < image.bands(); i++) {
            bands.add(new Scene.Band(named ? names.get(i) : "B" + (i + 1), image.type(), grid, MEAN));
        }
        return bands;
    }

    /** The same as {@link #start()}. */
    @Override
    public Instant end() {
        return start;
    }

    @Override
    public long sizeBytes() {
        return bands.stream()
                .mapToLong(band -> (long) band.grid().width()
                        * band.grid().height()
                        * band.type().bytes())
                .sum();
    }

    @Override
    public List<BandPixels> read(List<String> bandIds, int level, Window window) throws IOException {
        List<String> known = bands.stream().map(Scene.Band::id).toList();
        List<Integer> wanted = bandIds.stream().map(known::indexOf).toList();
        try (TiffReader reader = TiffReader.open(file)) {
            return new MeanPyramid(reader).read(wanted, level, window);
        }
    }
}
