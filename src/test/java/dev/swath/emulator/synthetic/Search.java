package dev.swath.emulator.synthetic;

import dev.swath.emulator.archive.SampleNumbers;
import dev.swath.emulator.archive.Scene;
import dev.swath.emulator.archive.Scene.Band;
import dev.swath.emulator.archive.Scene.BandPixels;
import dev.swath.emulator.archive.SceneCollection;
import dev.swath.emulator.archive.SceneCollection.Query;
import dev.swath.emulator.landscape.Landscape;
import dev.swath.grid.Projection;
import dev.swath.grid.Window;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

/** Looks for images of a synthetic collection, and for their pixels. */
record Search(SceneCollection collection) {

    private static final Clock TODAY = Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC);
    private static final List<SceneCollection> ALL = SyntheticCollections.all(new Landscape(16 << 20), TODAY);

    static Search in(String id) {
        return new Search(ALL.stream()
                .filter(collection -> collection.id().equals(id))
                .findFirst()
                .orElseThrow());
    }

    Scene image(String index) {
        return collection.scene(index).orElseThrow();
    }

    /** The images that show a place, between two days. */
    List<Scene> at(double longitude, double latitude, String start, String end) {
        Envelope box = new Envelope(longitude - 0.01, longitude + 0.01, latitude - 0.01, latitude + 0.01);
        List<Scene> scenes = new ArrayList<>();
        collection
                .scenes(new Query(
                        Optional.of(box),
                        Optional.of(Instant.parse(start + "T00:00:00Z")),
                        Optional.of(Instant.parse(end + "T00:00:00Z"))))
                .forEachRemaining(scenes::add);
        scenes.removeIf(scene ->
                !scene.footprint().contains(new GeometryFactory().createPoint(new Coordinate(longitude, latitude))));
        return scenes;
    }

    static Band band(Scene scene, String id) {
        return scene.bands().stream()
                .filter(band -> band.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** A square of pixels around a place. */
    static Window around(Band band, double longitude, double latitude, int size) {
        Projection projection = band.grid().projection();
        Coordinate at = projection.project(longitude, latitude);
        int column = (int) Math.floor(band.grid().transform().column(at.x, at.y));
        int row = (int) Math.floor(band.grid().transform().row(at.x, at.y));
        return new Window(column - size / 2, row - size / 2, size, size);
    }

    /** The values of bands around a place; masked ones are not numbers. */
    static double[][] values(Scene scene, double longitude, double latitude, int size, String... bands)
            throws IOException {
        Window window = around(band(scene, bands[0]), longitude, latitude, size);
        return values(scene.read(List.of(bands), 0, window));
    }

    static double[][] values(List<BandPixels> bands) {
        return bands.stream()
                .map(pixels -> {
                    double[] values = new double[pixels.width() * pixels.height()];
                    for (int i = 0; i < values.length; i++) {
                        boolean valid = pixels.mask().length == 0 || pixels.mask()[i] != 0;
                        values[i] = valid
                                ? SampleNumbers.get(
                                        pixels.type(),
                                        pixels.data(),
                                        i * pixels.type().bytes())
                                : Double.NaN;
                    }
                    return values;
                })
                .toArray(double[][]::new);
    }
}
