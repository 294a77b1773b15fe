package dev.swath.emulator;

import dev.swath.emulator.archive.Scene;
import dev.swath.emulator.archive.SceneCollection;
import dev.swath.geotiff.TiffReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Envelope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The GeoTIFFs of a folder as an image collection, each file an image. The folder is scanned once, when it is opened.
 * Only name, time and extent of each file are kept, and files are open only while they are read.
 */
final class FolderCollection implements SceneCollection {

    private static final Logger LOG = LoggerFactory.getLogger(FolderCollection.class);

    /**
     * What is kept about a file.
     *
     * @param index index of the image
     * @param start acquisition time
     * @param extent bounds of the footprint in degrees
     */
    private record Entry(Path file, String index, Instant start, Envelope extent) {}

    private final String id;
    private final List<Entry> entries;
    private final Instant changed;

    private FolderCollection(String id, List<Entry> entries, Instant changed) {
        this.id = id;
        this.entries = List.copyOf(entries);
        this.changed = changed;
    }

    /**
     * Scans a folder, but not its subfolders. Files that are not GeoTIFFs in a known reference system are left out with
     * a warning.
     *
     * @throws IOException if the folder can't be read
     */
    static FolderCollection open(Path folder) throws IOException {
        List<Entry> entries = new ArrayList<>();
        Set<String> indexes = new HashSet<>();
        for (Path file : files(folder)) {
            entry(file, indexes).ifPresent(entries::add);
        }
        entries.sort(Comparator.comparing(Entry::start).thenComparing(Entry::index));
        Path name = folder.toRealPath().getFileName();
        String id = "users/emulator/" + sanitised(name == null ? "folder" : name.toString());
        LOG.info("{} images of {} served as {}", entries.size(), folder, id);
        Instant changed = Files.getLastModifiedTime(folder).toInstant();
        for (Entry entry : entries) {
            Instant file = Files.getLastModifiedTime(entry.file()).toInstant();
            changed = file.isAfter(changed) ? file : changed;
        }
        return new FolderCollection(id, entries, changed);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName()
                            .toString()
                            .toLowerCase(Locale.ROOT)
                            .matches(".*\\.tiff?"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    private static Optional<Entry> entry(Path file, Set<String> indexes) {
        String name = file.getFileName().toString();
        String index = sanitised(name.substring(0, name.lastIndexOf('.')));
        try (TiffReader reader = TiffReader.open(file)) {
            FolderScene scene = FolderScene.of(file, index, reader);
            if (!indexes.add(index)) {
                LOG.warn("{} left out: there is an image {} already", file, index);
                return Optional.empty();
            }
            return Optional.of(
                    new Entry(file, index, scene.start(), scene.footprint().getEnvelopeInternal()));
        } catch (IOException e) {
            LOG.warn("{} left out: {}", file, e.getMessage());
            return Optional.empty();
        }
    }

    private static String sanitised(String name) {
        return name.replaceAll("[^A-Za-z0-9_-]", "_");
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Map<String, Object> properties() {
        return Map.of("description", "GeoTIFFs of a folder, served by Swath's emulator.");
    }

    /** When the last of its files was changed. */
    @Override
    public Instant updated() {
        return changed;
    }

    @Override
    public Iterator<Scene> scenes(Query query) {
        return entries.stream()
                .filter(entry -> query.start()
                        .filter(start -> entry.start().isBefore(start))
                        .isEmpty())
                .filter(entry ->
                        query.end().filter(end -> !entry.start().isBefore(end)).isEmpty())
                .filter(entry -> query.bounds()
                        .filter(bounds -> !couldMeet(bounds, entry.extent()))
                        .isEmpty())
                .map(FolderCollection::open)
                .iterator();
    }

    /** Longitudes may be written a full turn apart, so only boxes that lie well within ±180 can be ruled out. */
    private static boolean couldMeet(Envelope bounds, Envelope extent) {
        boolean plain = Math.max(Math.abs(bounds.getMinX()), Math.abs(bounds.getMaxX())) <= 180
                && Math.max(Math.abs(extent.getMinX()), Math.abs(extent.getMaxX())) < 180;
        return plain
                ? bounds.intersects(extent)
                : bounds.getMinY() <= extent.getMaxY() && extent.getMinY() <= bounds.getMaxY();
    }

    @Override
    public Optional<Scene> scene(String index) {
        return entries.stream()
                .filter(entry -> entry.index().equals(index))
                .findFirst()
                .map(FolderCollection::open);
    }

    private static Scene open(Entry entry) {
        try (TiffReader reader = TiffReader.open(entry.file())) {
            return FolderScene.of(entry.file(), entry.index(), reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
