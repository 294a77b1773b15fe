package dev.swath.flow.listing;

import dev.swath.job.SpendingLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a run requests from Earth Engine if no request fails.
 *
 * @param requests requests for pixels
 * @param bytes uncompressed size of the pixels
 */
public record Spending(long requests, long bytes) {

    /** Nothing. */
    public static final Spending NONE = new Spending(0, 0);

    /** The sum with one more image. */
    public Spending plus(PlannedImage image) {
        return new Spending(requests + image.requests(), bytes + image.bytes());
    }

    /** How this exceeds a limit; empty if it does not. */
    public Optional<String> beyond(SpendingLimit limit) {
        List<String> reasons = new ArrayList<>();
        limit.requests().stream()
                .filter(most -> requests > most)
                .forEach(most -> reasons.add(String.format(
                        Locale.ROOT, "%d requests, and %s is %d", requests, SpendingLimit.REQUESTS, most)));
        limit.bytes().stream()
                .filter(most -> bytes > most)
                .forEach(most -> reasons.add(
                        String.format(Locale.ROOT, "%d bytes, and %s is %d", bytes, SpendingLimit.BYTES, most)));
        return reasons.isEmpty() ? Optional.empty() : Optional.of("the plan needs " + String.join("; ", reasons));
    }
}
