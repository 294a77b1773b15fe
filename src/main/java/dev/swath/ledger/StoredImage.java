package dev.swath.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The current contents of one file of one output.
 *
 * @param output the folder, or the URI without its secrets
 * @param file name of the file in it
 * @param image Earth Engine id
 * @param updated when Earth Engine last changed the image
 * @param fingerprint of the image and of every setting that changes pixels
 * @param bytes length of the file
 * @param run id of the run that stored the file, or that found it complete
 * @param storedAt when that happened
 * @param sha256 checksum of the file in hexadecimal; empty if the run found it
 */
public record StoredImage(
        String output,
        String file,
        String image,
        Instant updated,
        String fingerprint,
        long bytes,
        String run,
        Instant storedAt,
        Optional<String> sha256) {

    /** Whether the file is of this image, unchanged, made with these settings. */
    public boolean is(String otherImage, Instant otherUpdate, String otherFingerprint) {
        return image.equals(otherImage)
                && fingerprint.equals(otherFingerprint)
                && updated.truncatedTo(ChronoUnit.MICROS).equals(otherUpdate.truncatedTo(ChronoUnit.MICROS));
    }
}
