package dev.swath.earthengine.compute;

import dev.swath.earthengine.Band;
import dev.swath.earthengine.BandSelectionException;
import dev.swath.earthengine.ImageAsset;
import dev.swath.earthengine.KnownBand;
import dev.swath.job.formula.SpectralIndex;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The bands of an image by what formulas call them: their ids, or common names such as {@code nir}. */
final class ImageBands {

    /** Names of users for those of STAC's EO extension, in the order of preference. */
    private static final Map<String, List<String>> COMMON_NAMES = Map.of(
            "nir", List.of("nir", "nir08"),
            "swir1", List.of("swir16"),
            "swir2", List.of("swir22"));

    private final ImageAsset image;

    ImageBands(ImageAsset image) {
        this.image = image;
    }

    /** Whether there is a band of this id. */
    boolean has(String id) {
        return image.bands().stream().anyMatch(band -> band.id().equals(id));
    }

    /**
     * The band of this id or common name.
     *
     * @throws BandSelectionException if there is none
     */
    Band named(String name) {
        return has(name) ? image.band(name) : common(name).orElseGet(() -> image.band(name, otherNames()));
    }

    /** What a formula can call bands of this image beside their ids. */
    private List<String> otherNames() {
        Stream<String> ofUsers = COMMON_NAMES.keySet().stream();
        Stream<String> ofExtension = image.bands().stream()
                .flatMap(band -> KnownBand.of(image.id(), band.id()).stream())
                .flatMap(known -> known.commonName().stream());
        Stream<String> names =
                Stream.concat(ofUsers, ofExtension).filter(name -> common(name).isPresent());
        Stream<String> indices = Arrays.stream(SpectralIndex.values())
                .filter(index ->
                        index.bands().stream().allMatch(name -> common(name).isPresent()))
                .map(SpectralIndex::id);
        return Stream.concat(names, indices).distinct().toList();
    }

    /** The band of this common name. */
    private Optional<Band> common(String name) {
        return COMMON_NAMES.getOrDefault(name, List.of(name)).stream()
                .flatMap(common -> image.bands().stream().filter(band -> isCalled(band, common)))
                .findFirst();
    }

    private boolean isCalled(Band band, String common) {
        return KnownBand.of(image.id(), band.id())
                .flatMap(KnownBand::commonName)
                .filter(common::equals)
                .isPresent();
    }
}
