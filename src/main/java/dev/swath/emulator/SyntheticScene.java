package dev.swath.emulator;

import dev.swath.emulator.archive.Scene;
import dev.swath.emulator.landscape.Acquisition;
import dev.swath.emulator.landscape.Frame;
import dev.swath.emulator.landscape.Landscape;
import dev.swath.emulator.landscape.Statistics;
import dev.swath.grid.SampleType;
import dev.swath.grid.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.Geometry;

/** One tile of one pass over the synthetic landscape. */
final class SyntheticScene implements Scene {

    private static final int SHIFT = 1000;

    private final SentinelIdentity identity;
    private final Landscape landscape;
    private final boolean harmonized;
    /** Computed on first use, because they are expensive. */
    private volatile Optional<Statistics> statistics = Optional.empty();

    /**
     * @param identity pass and tile
     * @param landscape the landscape that it shows
     * @param harmonized whether reflectances of baseline 04.00 and later are without their offset of 1000
     */
    SyntheticScene(SentinelIdentity identity, Landscape landscape, boolean harmonized) {
        this.identity = identity;
        this.landscape = landscape;
        this.harmonized = harmonized;
    }

    @Override
    public String index() {
        return identity.index();
    }

    @Override
    public Instant start() {
        return identity.sensed();
    }

    @Override
    public Instant end() {
        return start();
    }

    @Override
    public Instant updated() {
        return identity.ingested();
    }

    @Override
    public Geometry footprint() {
        return identity.coverage().footprint();
    }

    @Override
    public Map<String, Object> properties() {
        return SentinelProperties.of(identity, this::statistics);
    }

    @Override
    public Optional<Object> property(String name) {
        return SentinelProperties.of(identity, this::statistics, name);
    }

    private Statistics statistics() {
        if (statistics.isEmpty()) {
            int side = MgrsTile.SIDE / 10;
            statistics = Optional.of(landscape.statistics(frame(10), acquisition(), side, (column, row) -> {
                int[] columns = identity.coverage().columns(row, side);
                return column >= columns[0] && column < columns[1];
            }));
        }
        return statistics.get();
    }

    @Override
    public long sizeBytes() {
        return SentinelBand.imageBytes();
    }

    @Override
    public List<Band> bands() {
        return SentinelBand.ALL.stream()
                .map(band ->
                        new Band(band.id(), band.type(), identity.tile().grid(band.pixel()), band.pyramidingPolicy()))
                .toList();
    }

    @Override
    public List<BandPixels> read(List<String> bandIds, int level, Window window) {
        List<SentinelBand> bands = bandIds.stream()
                .map(id -> SentinelBand.find(id).orElseThrow(() -> new IllegalArgumentException("no band " + id)))
                .toList();
        int pixel = bands.get(0).pixel() << level;
        if (bands.stream().anyMatch(band -> band.pixel() != bands.get(0).pixel())) {
            throw new IllegalArgumentException("bands " + bandIds + " are not on one grid");
        }
        int[][] values = landscape.render(frame(pixel), acquisition(), window, bandIds);
        byte[] mask = mask(window, pixel);
        List<BandPixels> pixels = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            SentinelBand band = bands.get(i);
            int shift = band.isReflectance() && !harmonized && identity.shifted() ? SHIFT : 0;
            byte[] data = encoded(values[i], band.type(), shift, mask);
            pixels.add(new BandPixels(band.type(), window.width(), window.height(), data, mask));
        }
        return pixels;
    }

    private Frame frame(int pixel) {
        MgrsTile tile = identity.tile();
        return new Frame(tile.zone(), tile.easting(), tile.northing(), pixel);
    }

    private Acquisition acquisition() {
        return new Acquisition(identity.sensed(), identity.pass().number());
    }

    /** 1 inside the swath; empty if everything is inside. */
    private byte[] mask(Window window, int pixel) {
        byte[] mask = new byte[window.width() * window.height()];
        double side = (double) MgrsTile.SIDE / pixel;
        boolean whole = true;
        for (int row = 0; row < window.height(); row++) {
            int[] columns = identity.coverage().columns(window.row() + row, side);
            int from = Math.max(0, columns[0] - window.column());
            int to = Math.min(window.width(), columns[1] - window.column());
            whole &= from == 0 && to == window.width();
            if (from < to) {
                Arrays.fill(mask, row * window.width() + from, row * window.width() + to, (byte) 1);
            }
        }
        return whole ? new byte[0] : mask;
    }

    private static byte[] encoded(int[] values, SampleType type, int shift, byte[] mask) {
        int bytes = type.bytes();
        byte[] data = new byte[values.length * bytes];
        int most = bytes == 1 ? 255 : 65_535;
        for (int i = 0; i < values.length; i++) {
            if (mask.length > 0 && mask[i] == 0) {
                continue;
            }
            int value = Math.min(most, values[i] + shift);
            data[i * bytes] = (byte) value;
            if (bytes > 1) {
                data[i * bytes + 1] = (byte) (value >> 8);
            }
        }
        return data;
    }
}
