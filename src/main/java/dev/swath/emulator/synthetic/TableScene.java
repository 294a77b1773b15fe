package dev.swath.emulator.synthetic;

import dev.swath.emulator.archive.SampleNumbers;
import dev.swath.emulator.archive.Scene;
import dev.swath.grid.SampleType;
import dev.swath.grid.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.locationtech.jts.geom.Geometry;

/**
 * An image of a synthetic collection.
 *
 * @param table of its collection
 * @param picture what is its own
 */
record TableScene(CollectionTable table, Picture picture) implements Scene {

    @Override
    public String index() {
        return picture.index();
    }

    @Override
    public Instant start() {
        return picture.start();
    }

    @Override
    public Instant end() {
        return picture.end();
    }

    @Override
    public Instant updated() {
        return picture.updated();
    }

    @Override
    public Geometry footprint() {
        return picture.footprint();
    }

    @Override
    public Map<String, Object> properties() {
        Map<String, Object> all = new LinkedHashMap<>(table.imageProperties());
        picture.properties().forEach((name, value) -> all.put(name, value.get()));
        return Map.copyOf(all);
    }

    @Override
    public Optional<Object> property(String name) {
        return Optional.ofNullable(picture.properties().get(name))
                .map(Supplier::get)
                .or(() -> Optional.ofNullable(table.imageProperties().get(name)));
    }

    @Override
    public int pointsSeen() {
        return picture.pointsSeen();
    }

    @Override
    public long sizeBytes() {
        return bands().stream()
                .mapToLong(band -> (long) band.grid().width()
                        * band.grid().height()
                        * band.type().bytes())
                .sum();
    }

    @Override
    public List<Band> bands() {
        return table.bands().stream()
                .map(row -> new Band(row.id(), row.type(), picture.grid(row.id()), row.pyramidingPolicy()))
                .toList();
    }

    @Override
    public List<BandPixels> read(List<String> bandIds, int level, Window window) {
        List<SampleType> types = bandIds.stream().map(this::type).toList();
        if (bandIds.stream().map(picture::grid).distinct().count() > 1) {
            throw new IllegalArgumentException("bands " + bandIds + " are not on one grid");
        }
        List<Picture.Samples> samples = picture.read(bandIds, level, window);
        List<BandPixels> pixels = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            SampleType type = types.get(i);
            byte[] mask = samples.get(i).mask();
            byte[] data = encoded(samples.get(i).values(), mask, type);
            pixels.add(new BandPixels(type, window.width(), window.height(), data, mask));
        }
        return pixels;
    }

    private SampleType type(String band) {
        return table.bands().stream()
                .filter(row -> row.id().equals(band))
                .map(CollectionTable.BandRow::type)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no band " + band));
    }

    private static byte[] encoded(double[] values, byte[] mask, SampleType type) {
        byte[] data = new byte[values.length * type.bytes()];
        for (int i = 0; i < values.length; i++) {
            if (mask.length == 0 || mask[i] != 0) {
                double value = type.floating() ? values[i] : Math.rint(values[i]);
                SampleNumbers.set(type, data, i * type.bytes(), value);
            }
        }
        return data;
    }

    @Override
    public String toString() {
        return table.id() + "/" + index();
    }
}
