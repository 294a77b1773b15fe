package dev.swath.stac;

import dev.swath.earthengine.ImageAsset;
import dev.swath.job.Computing;
import dev.swath.job.ImageSource;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where an image comes from, and on which terms, as addresses of Earth Engine. */
final class Provenance {

    private static final String SERVICE = "https://earthengine.googleapis.com/v1/";
    private static final String CATALOGUE = "https://developers.google.com/earth-engine/datasets/catalog/";
    /** Assets of users and projects have no page in the public catalogue. */
    private static final Pattern PUBLIC = Pattern.compile("(?!users/|projects/)[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)+");

    private Provenance() {}

    /** The address of the asset that the pixels were taken from; only those who may read it get an answer there. */
    static String source(ImageAsset image) {
        return SERVICE + image.name();
    }

    /** How Earth Engine computes the pixels of an image, to go on after its bands; empty where they are as they are stored. */
    static String computing(Computing computing, ImageAsset image) {
        String clouds =
                computing.cloudMask().map(mask -> ", clouds masked by " + mask).orElse("");
        String composite = computing
                .composite()
                .map(how -> ", " + how.label() + " of " + image.sources().size() + " images")
                .orElse("");
        String expression = computing
                .expression()
                .map(file -> ", by the expression " + file.name())
                .orElse("");
        return clouds + composite + expression;
    }

    /** The page with the terms of use of a collection or of a single image, if it is in the public catalogue. */
    static Optional<String> terms(ImageSource source) {
        return source.collection()
                .or(() -> Optional.of(source.images().get(0))
                        .filter(image -> source.images().size() == 1))
                .filter(id -> PUBLIC.matcher(id).matches())
                .map(id -> CATALOGUE + id.replace('/', '_') + "#terms-of-use");
    }
}
