package dev.swath.earthengine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swath.job.Spelling;
import dev.swath.job.TimeWindow;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Geometry;

/**
 * An image as Earth Engine lists it.
 *
 * @param name full name, a valid {@link AssetName}
 * @param id the id that messages show: Earth Engine's, with the feature of the area behind it if the image is for that alone
 * @param updated when Earth Engine last changed the image
 * @param start when the acquisition began
 * @param footprint longitude and latitude in degrees; empty where unknown or unbounded
 * @param properties by name, in the order sent: strings, whole numbers (Long), other numbers (Double) and booleans; the
 *     JSON of anything else
 * @param bands the bands that Swath can use, in the image's order
 * @param unusableBands why each other band can't be used, by id
 * @param sources the images that this one is made of, in the order of the listing, itself among them if it is a stored one; empty where
 *     it is made of nothing else
 * @param window time window of the run whose dates its pixels depend on; empty where they do not
 */
public record ImageAsset(
        String name,
        String id,
        Instant updated,
        Instant start,
        Optional<Geometry> footprint,
        Map<String, Object> properties,
        List<Band> bands,
        Map<String, String> unusableBands,
        List<ImageAsset> sources,
        Optional<TimeWindow> window) {

    /** No id of Earth Engine has one. */
    private static final char FEATURE = '#';

    public ImageAsset {
        name = new AssetName(name).name();
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        bands = List.copyOf(bands);
        unusableBands = Collections.unmodifiableMap(new LinkedHashMap<>(unusableBands));
        sources = List.copyOf(sources);
    }

    /** An image whose pixels do not depend on the dates of a run. */
    public ImageAsset(
            String name,
            String id,
            Instant updated,
            Instant start,
            Optional<Geometry> footprint,
            Map<String, Object> properties,
            List<Band> bands,
            Map<String, String> unusableBands,
            List<ImageAsset> sources) {
        this(name, id, updated, start, footprint, properties, bands, unusableBands, sources, Optional.empty());
    }

    /** A stored image. */
    public ImageAsset(
            String name,
            String id,
            Instant updated,
            Instant start,
            Optional<Geometry> footprint,
            Map<String, Object> properties,
            List<Band> bands,
            Map<String, String> unusableBands) {
        this(name, id, updated, start, footprint, properties, bands, unusableBands, List.of());
    }

    /** A stored image all of whose bands can be used. */
    public ImageAsset(
            String name,
            String id,
            Instant updated,
            Instant start,
            Optional<Geometry> footprint,
            Map<String, Object> properties,
            List<Band> bands) {
        this(name, id, updated, start, footprint, properties, bands, Map.of());
    }

    /**
     * Reads the JSON of an {@code EarthEngineAsset} (v1) or {@code Image} (v1alpha). A band in a reference system that
     * Swath does not know is kept separately, since a job may not need it. If the update time is missing, the start is
     * used.
     *
     * @throws MalformedReplyException if the name, the start time or the form of a field is not as documented
     */
    public static ImageAsset parse(JsonNode json) throws MalformedReplyException {
        return AssetJson.image(json);
    }

    /**
     * The same image, for one feature of the area of a job: what becomes of it there is noted under an id of its own, which ends in
     * {@code #} and the key of the feature.
     */
    public ImageAsset ofFeature(String key) {
        return new ImageAsset(
                name,
                assetId() + FEATURE + key,
                updated,
                start,
                footprint,
                properties,
                bands,
                unusableBands,
                sources,
                window);
    }

    /** The feature of the area that the image is wanted for; empty for the whole area. */
    public Optional<String> feature() {
        return feature(id);
    }

    /** The id in Earth Engine's catalogue. */
    public String assetId() {
        return assetId(id);
    }

    /** The feature in the id of an image for one feature; empty in any other. */
    public static Optional<String> feature(String id) {
        int mark = id.indexOf(FEATURE);
        return mark < 0 ? Optional.empty() : Optional.of(id.substring(mark + 1));
    }

    /** The id in Earth Engine's catalogue in the id of an image for one feature. */
    public static String assetId(String id) {
        int mark = id.indexOf(FEATURE);
        return mark < 0 ? id : id.substring(0, mark);
    }

    /**
     * The last part of the id, such as {@code 20240110T160621_20240110T161055_T17PLK}; of a composed image the last two, such as
     * {@code 2024-01_median}.
     */
    public String index() {
        String last = new AssetName(name).lastPart();
        if (!isComposed()) {
            return last;
        }
        String before = name.substring(0, name.length() - last.length() - 1);
        return new AssetName(before).lastPart() + "_" + last;
    }

    /**
     * A band that Swath can use.
     *
     * @throws BandSelectionException if the image has no such band, or it can't be used; it says which there are
     */
    public Band band(String id) {
        return band(id, List.of());
    }

    /**
     * The same, where other words than ids of bands could have been written.
     *
     * @param others those words; the message names the one that is meant, if it is similar
     * @throws BandSelectionException if the image has no such band, or it can't be used
     */
    public Band band(String id, Collection<String> others) {
        for (Band band : bands) {
            if (band.id().equals(id)) {
                return band;
            }
        }
        String shown = ReplyText.line(id, 100);
        if (unusableBands.containsKey(id)) {
            throw new BandSelectionException(String.format(
                    Locale.ROOT, "band '%s' of %s can't be used: %s", shown, this.id, unusableBands.get(id)));
        }
        List<String> ids = bands.stream().map(Band::id).toList();
        List<String> words = Stream.concat(ids.stream(), others.stream()).toList();
        throw new BandSelectionException(String.format(
                Locale.ROOT,
                "%s has no band '%s'; %sits bands are: %s",
                this.id,
                shown,
                Spelling.nearest(shown, words)
                        .or(() -> ids.stream()
                                .filter(band -> band.endsWith("_" + shown))
                                .findFirst())
                        .map(word -> "did you mean " + word + "? ")
                        .orElse(""),
                String.join(", ", ids)));
    }

    /** The same image with other bands, such as computed ones. */
    public ImageAsset withBands(List<Band> others) {
        return new ImageAsset(name, id, updated, start, footprint, properties, others, Map.of(), sources, window);
    }

    /** The same image, made of these. */
    public ImageAsset madeOf(List<ImageAsset> images) {
        return new ImageAsset(name, id, updated, start, footprint, properties, bands, unusableBands, images, window);
    }

    /** The same image, whose pixels depend on the dates of a run. */
    public ImageAsset within(TimeWindow dates) {
        return new ImageAsset(
                name, id, updated, start, footprint, properties, bands, unusableBands, sources, Optional.of(dates));
    }

    /** Whether it is made of others, and is not stored by itself. */
    public boolean isComposed() {
        return !sources.isEmpty()
                && sources.stream().noneMatch(source -> source.name().equals(name));
    }
}
