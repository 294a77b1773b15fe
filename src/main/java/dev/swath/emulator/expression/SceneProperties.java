package dev.swath.emulator.expression;

import dev.swath.emulator.archive.Scene;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The properties of a stored image, with those that Earth Engine adds to each. */
record SceneProperties(String collection, Scene scene) implements Properties.Source {

    /** Properties that can be read but are not listed among the others. */
    static final Set<String> HIDDEN = Set.of("system:id", "system:version", "system:bands", "system:band_names");

    @Override
    public Optional<Object> get(String name) {
        return switch (name) {
            case "system:index" -> Optional.of(scene.index());
            case "system:time_start" -> Optional.of(scene.start().toEpochMilli());
            case "system:time_end" -> Optional.of(scene.end().toEpochMilli());
            case "system:footprint" ->
                Optional.of(GeometryValue.lonLat(scene.footprint()).outline());
            case "system:asset_size" -> Optional.of(scene.sizeBytes());
            case "system:id" -> Optional.of(stored().id());
            case "system:version" -> Optional.of(stored().version());
            case "system:band_names" ->
                Optional.of(scene.bands().stream().map(Scene.Band::id).toList());
            default -> scene.property(name);
        };
    }

    /** What identifies the image. */
    ImageValue.StoredId stored() {
        return new ImageValue.StoredId(
                collection + "/" + scene.index(), ChronoUnit.MICROS.between(Instant.EPOCH, scene.updated()));
    }

    @Override
    public Set<String> names() {
        Set<String> names = new TreeSet<>(scene.properties().keySet());
        names.addAll(HIDDEN);
        names.addAll(Set.of(
                "system:index", "system:time_start", "system:time_end", "system:footprint", "system:asset_size"));
        return names;
    }
}
