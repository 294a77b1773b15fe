package dev.swath.flow.runs;

import dev.swath.job.Job;
import dev.swath.job.Secrets;
import dev.swath.job.SpendingLimit;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Tells whether two schedulers would list the same images of a job, and send them with the same settings. */
final class SettingsFingerprint {

    /** What says when a run begins, and whether it may. */
    private static final Set<String> OF_THE_BEGINNING = Set.of(
            "swath.cron",
            "swath.time-zone",
            "swath.misfire",
            "swath.enabled",
            SpendingLimit.REQUESTS,
            SpendingLimit.BYTES);

    private SettingsFingerprint() {}

    /** The fingerprint of the settings of a job, in hexadecimal; secrets are not in it. */
    static String of(Job job) {
        Map<String, String> settings = new TreeMap<>(job.settings());
        settings.keySet().removeAll(OF_THE_BEGINNING);
        StringBuilder text = new StringBuilder();
        settings.forEach((key, value) ->
                text.append(key).append('=').append(Secrets.redact(value)).append('\n'));
        text.append(job.area().outline());
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java has no SHA-256", e);
        }
    }
}
