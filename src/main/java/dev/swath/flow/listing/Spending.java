package dev.swath.flow.listing;

import dev.swath.job.SpendingLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a run requests from Earth Engine if no request fails.
 *
 * @param requests requests for pixels that are certain
 * @param bytes uncompressed size of the replies to them
 * @param maskRequests most further requests, for masks: replies tell whether they are needed
 * @param maskBytes uncompressed size of the replies to these
 */
public record Spending(long requests, long bytes, long maskRequests, long maskBytes) {

    /** Nothing. */
    public static final Spending NONE = new Spending(0, 0, 0, 0);

    /** The sum of two. */
    public Spending plus(Spending more) {
        return new Spending(
                requests + more.requests,
                bytes + more.bytes,
                maskRequests + more.maskRequests,
                maskBytes + more.maskBytes);
    }

    /** How this exceeds a limit, with all masks; empty if it does not. */
    public Optional<String> beyond(SpendingLimit limit) {
        List<String> reasons = new ArrayList<>();
        beyond(requests, maskRequests, "requests", SpendingLimit.REQUESTS, limit.requests())
                .ifPresent(reasons::add);
        beyond(bytes, maskBytes, "bytes", SpendingLimit.BYTES, limit.bytes()).ifPresent(reasons::add);
        return reasons.isEmpty() ? Optional.empty() : Optional.of("the plan needs " + String.join("; ", reasons));
    }

    private static Optional<String> beyond(long certain, long masks, String what, String key, OptionalLong most) {
        if (most.isEmpty() || certain + masks <= most.getAsLong()) {
            return Optional.empty();
        }
        String upTo = masks > 0 ? "up to " : "";
        String ofMasks = masks > 0 ? String.format(Locale.ROOT, " (%d of them for masks)", masks) : "";
        return Optional.of(String.format(
                Locale.ROOT, "%s%d %s%s, and %s is %d", upTo, certain + masks, what, ofMasks, key, most.getAsLong()));
    }
}
