package dev.swath.emulator.archive;

import dev.swath.grid.SampleType;
import dev.swath.grid.Window;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.Geometry;

/** A scene that is read in blocks, which a cache keeps. Two of them are equal if they are the same image. */
public final class CachedScene implements Scene {

    private static final int BLOCK = 256;

    private final String id;
    private final Scene scene;
    private final BlockCache cache;

    /**
     * @param id of the image, with its collection
     * @param scene the image
     * @param cache keeps blocks of all images
     */
    public CachedScene(String id, Scene scene, BlockCache cache) {
        this.id = id;
        this.scene = scene;
        this.cache = cache;
    }

    @Override
    public List<BandPixels> read(List<String> bandIds, int level, Window window) throws IOException {
        Mosaic[] mosaics = new Mosaic[bandIds.size()];
        List<Band> described = scene.bands();
        for (int i = 0; i < mosaics.length; i++) {
            String bandId = bandIds.get(i);
            Band band = described.stream()
                    .filter(each -> each.id().equals(bandId))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no band " + bandId));
            mosaics[i] = new Mosaic(band.type(), window);
            if (i == 0) {
                checkSize(new PyramidLevel(level, band.grid()), window);
            }
        }
        Band first = described.stream()
                .filter(each -> each.id().equals(bandIds.get(0)))
                .findFirst()
                .orElseThrow();
        PyramidLevel size = new PyramidLevel(level, first.grid());
        for (int row = window.row() / BLOCK; row <= (window.endRow() - 1) / BLOCK; row++) {
            for (int column = window.column() / BLOCK; column <= (window.endColumn() - 1) / BLOCK; column++) {
                Window block = new Window(
                        column * BLOCK,
                        row * BLOCK,
                        Math.min(BLOCK, size.width() - column * BLOCK),
                        Math.min(BLOCK, size.height() - row * BLOCK));
                List<BandPixels> pixels = block(bandIds, level, block);
                for (int i = 0; i < mosaics.length; i++) {
                    mosaics[i].add(pixels.get(i), block);
                }
            }
        }
        return Arrays.stream(mosaics).map(Mosaic::pixels).toList();
    }

    private static void checkSize(PyramidLevel size, Window window) {
        if (window.column() < 0
                || window.row() < 0
                || window.endColumn() > size.width()
                || window.endRow() > size.height()) {
            throw new IllegalArgumentException(window + " is not within the image");
        }
    }

    private List<BandPixels> block(List<String> bandIds, int level, Window block) throws IOException {
        List<Optional<BandPixels>> known = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String bandId : bandIds) {
            Optional<BandPixels> cached = cache.get(key(bandId, level, block));
            known.add(cached);
            if (cached.isEmpty()) {
                missing.add(bandId);
            }
        }
        List<BandPixels> read = missing.isEmpty() ? List.of() : scene.read(missing, level, block);
        for (int i = 0; i < missing.size(); i++) {
            cache.put(key(missing.get(i), level, block), read.get(i));
        }
        List<BandPixels> all = new ArrayList<>();
        int next = 0;
        for (Optional<BandPixels> each : known) {
            all.add(each.isPresent() ? each.get() : read.get(next++));
        }
        return all;
    }

    private BlockCache.Key key(String bandId, int level, Window block) {
        return new BlockCache.Key(id, bandId, level, block.column() / BLOCK, block.row() / BLOCK);
    }

    /** One band of a window, put together from blocks. */
    private static final class Mosaic {

        private final SampleType type;
        private final Window window;
        private final byte[] data;
        private byte[] mask = {};

        Mosaic(SampleType type, Window window) {
            this.type = type;
            this.window = window;
            this.data = new byte[Math.toIntExact(Math.multiplyExact(window.pixels(), (long) type.bytes()))];
        }

        void add(BandPixels pixels, Window block) {
            Window shared = window.intersection(block).orElseThrow();
            if (pixels.mask().length > 0 && mask.length == 0) {
                mask = new byte[window.width() * window.height()];
                Arrays.fill(mask, (byte) 1);
            }
            int bytes = type.bytes();
            for (int row = shared.row(); row < shared.endRow(); row++) {
                int from = (row - block.row()) * block.width() + shared.column() - block.column();
                int to = (row - window.row()) * window.width() + shared.column() - window.column();
                System.arraycopy(pixels.data(), from * bytes, data, to * bytes, shared.width() * bytes);
                if (pixels.mask().length > 0) {
                    System.arraycopy(pixels.mask(), from, mask, to, shared.width());
                }
            }
        }

        BandPixels pixels() {
            return new BandPixels(type, window.width(), window.height(), data, mask);
        }
    }

    @Override
    public String index() {
        return scene.index();
    }

    @Override
    public Instant start() {
        return scene.start();
    }

    @Override
    public Instant end() {
        return scene.end();
    }

    @Override
    public Instant updated() {
        return scene.updated();
    }

    @Override
    public Geometry footprint() {
        return scene.footprint();
    }

    @Override
    public Map<String, Object> properties() {
        return scene.properties();
    }

    @Override
    public Optional<Object> property(String name) {
        return scene.property(name);
    }

    @Override
    public int pointsSeen() {
        return scene.pointsSeen();
    }

    @Override
    public long sizeBytes() {
        return scene.sizeBytes();
    }

    @Override
    public List<Band> bands() {
        return scene.bands();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CachedScene that && that.id.equals(id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
