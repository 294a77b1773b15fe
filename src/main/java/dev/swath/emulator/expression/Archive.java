package dev.swath.emulator.expression;

import dev.swath.emulator.archive.Scene;
import dev.swath.emulator.archive.SceneCollection;
import java.util.Optional;

/** The stored images and collections. */
public interface Archive {

    /** The image with an id such as {@code COPERNICUS/S2_SR_HARMONIZED/20240105T160511_20240105T161202_T17PLK}. */
    Optional<Scene> image(String id);

    /** The collection with an id such as {@code COPERNICUS/S2_SR_HARMONIZED}. */
    Optional<SceneCollection> collection(String id);

    /** A scene of a collection in the form in which its pixels are read: equal for the same image. */
    Scene readable(SceneCollection collection, Scene scene);
}
