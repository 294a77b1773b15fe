package dev.swath.flow.jobs;

import dev.swath.earthengine.KnownBand;
import dev.swath.job.Computing;
import dev.swath.job.Job;
import dev.swath.job.SettingException;

/** Holds the wish for physical values against what is known of a collection. */
final class ScaleCheck {

    private ScaleCheck() {}

    /**
     * Requires that something is known of the collections of a job that wants physical values.
     *
     * @throws SettingException if nothing is: stored values would go by the name of physical ones
     */
    static void check(Job job) {
        if (job.computing().values() != Computing.Values.SCALED) {
            return;
        }
        job.source().collections().stream()
                .filter(collection -> job.source().images().isEmpty())
                .filter(collection -> !isKnown(collection))
                .findFirst()
                .ifPresent(collection -> {
                    throw new SettingException(
                            "swath.values",
                            "scaled",
                            "needs the scale of bands, and nothing is known of those of " + collection
                                    + "; write formulas in swath.bands, such as height=elevation*0.1");
                });
    }

    private static boolean isKnown(String collection) {
        return KnownBand.all().stream().anyMatch(band -> collection.startsWith(band.collection()));
    }
}
