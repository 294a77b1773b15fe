package dev.swath.emulator;

import dev.swath.emulator.archive.Scene;
import dev.swath.emulator.archive.SceneCollection;
import dev.swath.emulator.landscape.Landscape;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.locationtech.jts.geom.Envelope;

/**
 * A synthetic Sentinel-2 archive of the whole earth since 2017. Nothing is stored: the images of a time are those whose
 * orbit passes by, and each is rendered when it is read. Like the real archive it grows: an image appears when it is
 * ingested, some hours after its acquisition. There are no images in the polar night.
 */
final class SyntheticSentinel2 implements SceneCollection {

    /** Surface reflectance with one scale for all dates. */
    static final String HARMONIZED = "COPERNICUS/S2_SR_HARMONIZED";

    /** Surface reflectance with 1000 added since baseline 04.00. */
    static final String PLAIN = "COPERNICUS/S2_SR";

    private static final Instant FIRST = Instant.parse("2017-01-01T00:00:00Z");
    private static final long HALF_PASS_SECONDS = 1600;
    private static final Envelope WORLD = new Envelope(-180, 180, -90, 90);

    private final SentinelProduct product;
    private final Clock clock;
    private final Landscape landscape;
    private final SwathMap map;

    /**
     * @param collectionId one of {@link SentinelProduct#all}
     * @param cacheBytes memory for rendered ground
     */
    SyntheticSentinel2(String collectionId, long cacheBytes) {
        this(collectionId, cacheBytes, Clock.systemUTC());
    }

    SyntheticSentinel2(String collectionId, long cacheBytes, Clock clock) {
        this(
                SentinelProduct.find(collectionId)
                        .orElseThrow(() -> new IllegalArgumentException("no synthetic collection " + collectionId)),
                new Landscape(cacheBytes),
                new SwathMap(),
                clock);
    }

    /**
     * @param product what the collection has
     * @param landscape the ground, which several collections may share
     * @param map the tiles of passes, which several collections may share
     */
    SyntheticSentinel2(SentinelProduct product, Landscape landscape, SwathMap map, Clock clock) {
        this.product = product;
        this.landscape = landscape;
        this.map = map;
        this.clock = clock;
    }

    @Override
    public String id() {
        return product.id();
    }

    @Override
    public Map<String, Object> properties() {
        return Map.of("title", product.title(), "provider", "Swath emulator");
    }

    @Override
    public Iterator<Scene> scenes(Query query) {
        Instant from = query.start().filter(FIRST::isBefore).orElse(FIRST);
        Instant now = clock.instant();
        Instant to = query.end().filter(now::isAfter).orElse(now);
        Predicate<OrbitPass> wanted = pass -> pass.exists()
                && query.wants("SENSING_ORBIT_NUMBER", pass.relativeOrbit())
                && query.wants("SPACECRAFT_NAME", pass.spacecraft());
        Function<OrbitPass, List<SentinelIdentity>> tiles = tiles(query);
        return new Scenes(pass -> wanted.test(pass) ? tiles.apply(pass) : List.of(), from, to, now);
    }

    /** For each pass the tiles that a query may look for, in order. */
    private Function<OrbitPass, List<SentinelIdentity>> tiles(Query query) {
        Set<Object> names = query.properties().get("MGRS_TILE");
        if (names != null) {
            List<MgrsTile> some = names.stream()
                    .flatMap(name -> MgrsTile.parse(String.valueOf(name)).stream())
                    .toList();
            return pass -> map.tiles(pass, some);
        }
        Envelope box = query.bounds().orElse(WORLD);
        return pass -> map.mayMeet(pass, box) ? map.tiles(pass, box) : List.of();
    }

    @Override
    public Instant updated() {
        return clock.instant().truncatedTo(ChronoUnit.HOURS);
    }

    @Override
    public Optional<Scene> scene(String index) {
        return SentinelIdentity.parse(index)
                .filter(SentinelIdentity::exists)
                .filter(identity -> !identity.sensed().isBefore(FIRST)
                        && !identity.ingested().isAfter(clock.instant()))
                .map(this::scene);
    }

    private Scene scene(SentinelIdentity identity) {
        return new SyntheticScene(identity, landscape, product);
    }

    /** Iterates over the passes; only the tiles of one are in memory. */
    private final class Scenes implements Iterator<Scene> {

        private final Function<OrbitPass, List<SentinelIdentity>> tiles;
        private final Instant from;
        private final Instant to;
        private final Instant now;
        private final Queue<SentinelIdentity> ready = new ArrayDeque<>();
        private OrbitPass pass;

        Scenes(Function<OrbitPass, List<SentinelIdentity>> tiles, Instant from, Instant to, Instant now) {
            this.tiles = tiles;
            this.from = from;
            this.to = to;
            this.now = now;
            this.pass = OrbitPass.notBefore(from.minusSeconds(HALF_PASS_SECONDS));
        }

        @Override
        public boolean hasNext() {
            while (ready.isEmpty()
                    && pass.node().minusSeconds(HALF_PASS_SECONDS).isBefore(to)) {
                tiles.apply(pass).stream()
                        .filter(identity -> !identity.sensed().isBefore(from)
                                && identity.sensed().isBefore(to)
                                && !identity.ingested().isAfter(now))
                        .forEach(ready::add);
                pass = pass.next();
            }
            return !ready.isEmpty();
        }

        @Override
        public Scene next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return scene(ready.remove());
        }
    }
}
