package dev.swath.emulator;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which requests are hit by which fault. A plan has no state: whether the n-th request of a target is hit depends on
 * the plan, the target and n alone, whatever requests for other targets come in between. A target is what a client
 * requests again when it retries: the same path, query and body.
 *
 * @param shares for each scope, each fault with the share of requests that it hits; at most 1 in total
 * @param seed of the random choice
 * @param mostInARow most hits in a row for one target; its next request is spared
 * @param first only this many requests, counted from 1, can be hit; {@link Integer#MAX_VALUE} for no limit
 * @param perTarget whether {@code first} counts the requests of each target instead of each scope
 */
public record FaultPlan(
        Map<FaultScope, Map<Fault, Double>> shares, long seed, int mostInARow, int first, boolean perTarget) {

    /** The default limit of hits in a row: fewer than the attempts of a client that gives up after five. */
    public static final int MOST_IN_A_ROW = 3;

    private static final double ROUNDING = 1e-9;

    /** Throws an IllegalArgumentException whose message says what is wrong. */
    public FaultPlan {
        Map<FaultScope, Map<Fault, Double>> copy = new EnumMap<>(FaultScope.class);
        shares.forEach((scope, faults) -> {
            check(scope, faults);
            if (!faults.isEmpty()) {
                copy.put(scope, Map.copyOf(faults));
            }
        });
        shares = Map.copyOf(copy);
        if (mostInARow < 1) {
            throw new IllegalArgumentException(mostInARow + " hits in a row; at least 1");
        }
        if (first < 0) {
            throw new IllegalArgumentException("the first " + first + " requests; 0 or more");
        }
    }

    private static void check(FaultScope scope, Map<Fault, Double> faults) {
        double sum = 0;
        for (Map.Entry<Fault, Double> entry : faults.entrySet()) {
            double share = entry.getValue();
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException(
                        "the share of " + entry.getKey().id() + " is " + share + "; shares are 0 to 1");
            }
            if (!entry.getKey().appliesTo(scope)) {
                throw new IllegalArgumentException(entry.getKey().id()
                        + (scope == FaultScope.LISTING
                                ? " applies to pixels only, not to listings"
                                : " applies to listings only, not to pixels"));
            }
            sum += share;
        }
        if (sum > 1 + ROUNDING) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "the shares of %s sum up to %.6g; at most 1", FaultPlanText.nameOf(scope), sum));
        }
    }

    /** No faults. */
    public static FaultPlan none() {
        return new FaultPlan(Map.of(), 0, MOST_IN_A_ROW, 0, false);
    }

    /**
     * A fault for the first n requests for pixels and the first n listing requests, whatever they request. If requests
     * are concurrent, their order of arrival decides.
     */
    public static FaultPlan first(int n, Fault fault) {
        return new FaultPlan(everywhere(Map.of(fault, 1.0)), 0, Integer.MAX_VALUE, n, false);
    }

    /** A fault for the first n requests of each target: of each tile of each image, and of each page of a listing. */
    public static FaultPlan firstOfEach(int n, Fault fault) {
        return new FaultPlan(everywhere(Map.of(fault, 1.0)), 0, Integer.MAX_VALUE, n, true);
    }

    /** A fault for every request. */
    public static FaultPlan always(Fault fault) {
        return firstOfEach(Integer.MAX_VALUE, fault);
    }

    /**
     * Random faults for requests for pixels and, if they apply, for listings.
     *
     * @param shares of the requests that each fault hits, 0 to 1; at most 1 in total
     */
    public static FaultPlan random(long seed, Map<Fault, Double> shares) {
        return new FaultPlan(everywhere(shares), seed, MOST_IN_A_ROW, Integer.MAX_VALUE, false);
    }

    /**
     * Reads a plan such as {@code 429:0.05,pixels.503:0.02,reset:0.01,seed:7}: names of faults ({@link Fault#id()}),
     * each with its share of requests. The prefixes {@code pixels.} and {@code listing.} limit a fault to one scope;
     * {@code reset} stands for both kinds of reset, half each; {@code seed} and {@code in-a-row} set the seed and the
     * limit of hits in a row.
     *
     * @throws IllegalArgumentException with the reason, if the text is not a plan
     */
    public static FaultPlan parse(String text) {
        return FaultPlanText.parse(text);
    }

    /** The same plan for one scope only. */
    public FaultPlan only(FaultScope scope) {
        Map<FaultScope, Map<Fault, Double>> narrowed =
                shares.containsKey(scope) ? Map.of(scope, shares.get(scope)) : Map.of();
        return new FaultPlan(narrowed, seed, mostInARow, first, perTarget);
    }

    /** The same plan with another limit of hits in a row. */
    public FaultPlan withMostInARow(int most) {
        return new FaultPlan(shares, seed, most, first, perTarget);
    }

    /** Whether it hits no request. */
    public boolean isNone() {
        return shares.isEmpty() || first == 0;
    }

    /**
     * The planned fault for a request, regardless of the limit of hits in a row.
     *
     * @param draw of the request, see {@link #draw}
     * @param ofTarget number of earlier requests of the target
     * @param ofScope number of earlier requests of the scope
     */
    Optional<Fault> fault(FaultScope scope, long draw, int ofTarget, int ofScope) {
        Map<Fault, Double> faults = shares.getOrDefault(scope, Map.of());
        if ((perTarget ? ofTarget : ofScope) >= first) {
            return Optional.empty();
        }
        double place = (draw >>> 11) * 0x1p-53;
        double end = 0;
        for (Fault fault : Fault.values()) {
            end += faults.getOrDefault(fault, 0.0);
            if (place < end) {
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    /** 64 random bits for a request of a target, the same each time. */
    long draw(long target, int ofTarget) {
        return mix(mix(mix(seed) ^ target) + ofTarget);
    }

    /**
     * The finalizer of SplitMix64 (Steele, Lea and Flood 2014): every bit of the input affects half of the output bits.
     */
    private static long mix(long bits) {
        long mixed = bits + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    private static Map<FaultScope, Map<Fault, Double>> everywhere(Map<Fault, Double> shares) {
        Map<FaultScope, Map<Fault, Double>> scopes = new EnumMap<>(FaultScope.class);
        for (FaultScope scope : FaultScope.values()) {
            Map<Fault, Double> faults = new EnumMap<>(Fault.class);
            shares.forEach((fault, share) -> {
                if (fault.appliesTo(scope)) {
                    faults.put(fault, share);
                }
            });
            scopes.put(scope, faults);
        }
        return scopes;
    }
}
