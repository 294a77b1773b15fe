package dev.swath.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swath.earthengine.Band;
import dev.swath.earthengine.ImageAsset;
import dev.swath.grid.AffineTransform;
import dev.swath.grid.OutputGrid;
import dev.swath.grid.Projection;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import dev.swath.job.Job;
import dev.swath.job.Setting;
import dev.swath.job.SettingReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** Jobs, images and items for tests. */
final class Items {

    static final Instant ACQUIRED = Instant.parse("2024-01-05T16:14:38.483Z");
    static final Geometry TILE = box(-82.82, 8.05, -81.82, 9.04);

    private Items() {}

    /** A job with these settings, keys below {@code swath.}. */
    static Job job(String name, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>();
        Setting.all().forEach(setting -> all.put(setting.key(), setting.defaultValue()));
        all.put("swath.collection", "COPERNICUS/S2_SR_HARMONIZED");
        all.put("swath.area", "centre 8.3958,-82.4350 side 0.01");
        all.put("swath.start", "2024-01-01");
        all.put("swath.end", "2024-02-01");
        all.put("swath.bands", "B8,B4,B3");
        all.put("swath.visualization.min", "0");
        all.put("swath.visualization.max", "5000");
        settings.forEach((key, value) -> all.put("swath." + key, value));
        return Job.from(name, SettingReader.of(key -> Optional.ofNullable(all.get(key))));
    }

    static Geometry box(double west, double south, double east, double north) {
        return new GeometryFactory().toGeometry(new Envelope(west, east, south, north));
    }

    /** An image of UTM zone 17 with these bands of 10 m. */
    static ImageAsset image(
            String index, Optional<Geometry> footprint, Map<String, Object> properties, String... bands) {
        RasterGrid grid = new RasterGrid(
                Projection.utm(17, true), AffineTransform.northUp(300_000, 1_000_020, 10, 10), 10_980, 10_980);
        return new ImageAsset(
                "projects/earthengine-public/assets/COPERNICUS/S2_SR_HARMONIZED/" + index,
                "COPERNICUS/S2_SR_HARMONIZED/" + index,
                ACQUIRED,
                ACQUIRED,
                footprint,
                properties,
                List.of(bands).stream()
                        .map(id -> new Band(id, SampleType.UINT16, grid))
                        .toList());
    }

    /** What the file of a job's image says about itself. */
    static WrittenImage file(Job job, ImageAsset image, SampleType type, OptionalDouble nodata, String... bands) {
        RasterGrid grid = OutputGrid.of(
                        job.area().geometry(), image.bands().get(0).grid(), job.crs(), job.scale())
                .grid();
        return new WrittenImage(grid, type, nodata, List.of(bands), List.of(), 4711, "1220" + "ab".repeat(32));
    }

    /** The item of a picture. */
    static StacItem picture(Job job, ImageAsset image, String name) {
        return new StacItem(
                job,
                image,
                "0123",
                name,
                file(job, image, SampleType.UINT8, OptionalDouble.empty(), "B8", "B4", "B3"),
                Optional.empty());
    }

    static ObjectNode json(StacItem item) {
        return (ObjectNode) json(item.json());
    }

    /** The addresses of the links of an item, by their relation. */
    static Map<String, String> links(JsonNode item) {
        Map<String, String> links = new HashMap<>();
        item.path("links")
                .forEach(link ->
                        links.put(link.path("rel").asText(), link.path("href").asText()));
        return links;
    }

    static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
