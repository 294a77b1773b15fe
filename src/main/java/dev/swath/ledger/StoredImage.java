package dev.swath.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What is in one file of one output now.
 *
 * @param output the folder, or the URI without its secrets
 * @param file name of the file in it
 * @param image Earth Engine id
 * @param updated when Earth Engine last changed the asset
 * @param fingerprint of the asset and of every setting that changes pixels
 * @param bytes length of the file
 * @param run id of the run that stored it, or that found it whole
 * @param storedAt when that was
 */
public record StoredImage(
        String output,
        String file,
        String image,
        Instant updated,
        String fingerprint,
        long bytes,
        String run,
        Instant storedAt) {

    /** Whether it is this asset, unchanged, made with these settings. */
    public boolean is(String otherImage, Instant otherUpdate, String otherFingerprint) {
        return image.equals(otherImage)
                && fingerprint.equals(otherFingerprint)
                && updated.truncatedTo(ChronoUnit.MICROS).equals(otherUpdate.truncatedTo(ChronoUnit.MICROS));
    }
}
