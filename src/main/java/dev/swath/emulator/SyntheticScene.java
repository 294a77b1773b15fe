package dev.swath.emulator;

import dev.swath.emulator.archive.SampleNumbers;
import dev.swath.emulator.archive.Scene;
import dev.swath.emulator.landscape.Acquisition;
import dev.swath.emulator.landscape.Chart;
import dev.swath.emulator.landscape.Frame;
import dev.swath.emulator.landscape.Landscape;
import dev.swath.emulator.landscape.TileStatistics;
import dev.swath.grid.SampleType;
import dev.swath.grid.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.Geometry;

/** One tile of one pass over the synthetic landscape. */
final class SyntheticScene implements Scene {

    private static final int SHIFT = 1000;

    private final SentinelIdentity identity;
    private final Landscape landscape;
    private final SentinelProduct product;
    private volatile Optional<TileStatistics> statistics = Optional.empty();
    /** Points that the statistics were counted from before this scene asked for them. */
    private volatile int pointsBefore;

    /**
     * @param identity pass and tile
     * @param landscape the landscape that it shows
     * @param product what is made of it
     */
    SyntheticScene(SentinelIdentity identity, Landscape landscape, SentinelProduct product) {
        this.identity = identity;
        this.landscape = landscape;
        this.product = product;
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
        Map<String, Object> all = new LinkedHashMap<>(SentinelProperties.of(identity, this::statistics));
        product.properties().ifPresent(all.keySet()::retainAll);
        all.replaceAll((name, value) -> levelled(value));
        return Map.copyOf(all);
    }

    /** The names of products, tiles and data strips contain the processing level. */
    private Object levelled(Object value) {
        return value instanceof String text ? text.replace("L2A", product.level()) : value;
    }

    @Override
    public Optional<Object> property(String name) {
        return product.properties().filter(known -> !known.contains(name)).isPresent()
                ? Optional.empty()
                : SentinelProperties.of(identity, this::statistics, name).map(this::levelled);
    }

    private TileStatistics statistics() {
        if (statistics.isEmpty()) {
            int side = MgrsTile.SIDE / 10;
            TileStatistics found = landscape.statistics(frame(10), acquisition(), side, (column, row) -> {
                int[] columns = identity.coverage().columns(row, side);
                return column >= columns[0] && column < columns[1];
            });
            pointsBefore = found.points();
            statistics = Optional.of(found);
        }
        return statistics.get();
    }

    @Override
    public int pointsSeen() {
        return statistics.map(found -> found.points() - pointsBefore).orElse(0);
    }

    @Override
    public long sizeBytes() {
        return product.imageBytes();
    }

    @Override
    public List<Band> bands() {
        return product.bands().stream()
                .map(SentinelProduct.ProductBand::band)
                .map(band ->
                        new Band(band.id(), band.type(), identity.tile().grid(band.pixel()), band.pyramidingPolicy()))
                .toList();
    }

    @Override
    public List<BandPixels> read(List<String> bandIds, int level, Window window) {
        List<SentinelProduct.ProductBand> bands =
                bandIds.stream().map(product::band).toList();
        int metres = bands.get(0).band().pixel();
        if (bands.stream().anyMatch(band -> band.band().pixel() != metres)) {
            throw new IllegalArgumentException("bands " + bandIds + " are not on one grid");
        }
        int pixel = metres << level;
        List<String> rendered = bands.stream()
                .flatMap(band -> band.rendered().stream())
                .distinct()
                .toList();
        int[][] values = landscape.render(frame(pixel), acquisition(), window, rendered);
        byte[] mask = mask(window, pixel);
        List<BandPixels> pixels = new ArrayList<>();
        for (SentinelProduct.ProductBand band : bands) {
            int[][] sources = band.rendered().stream()
                    .map(name -> values[rendered.indexOf(name)])
                    .toArray(int[][]::new);
            int shift = band.band().isReflectance() && !product.harmonized() && identity.shifted() ? SHIFT : 0;
            byte[] data = encoded(sources, band, shift, mask);
            pixels.add(new BandPixels(band.band().type(), window.width(), window.height(), data, mask));
        }
        return pixels;
    }

    private Frame frame(int pixel) {
        MgrsTile tile = identity.tile();
        return new Frame(Chart.utm(tile.zone()), tile.easting(), tile.northing(), pixel);
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

    private static byte[] encoded(int[][] sources, SentinelProduct.ProductBand band, int shift, byte[] mask) {
        SampleType type = band.band().type();
        int bytes = type.bytes();
        byte[] data = new byte[sources[0].length * bytes];
        int[] values = new int[sources.length];
        for (int i = 0; i < sources[0].length; i++) {
            if (mask.length > 0 && mask[i] == 0) {
                continue;
            }
            for (int source = 0; source < values.length; source++) {
                values[source] = sources[source][i];
            }
            SampleNumbers.set(type, data, i * bytes, band.value().of(values) + shift);
        }
        return data;
    }
}
