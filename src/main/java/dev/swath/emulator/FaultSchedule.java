package dev.swath.emulator;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Applies a fault plan: counts the requests of each target and decides which fault hits the next one. */
final class FaultSchedule {

    /**
     * A fault for one request.
     *
     * @param fault the fault
     * @param seed random bits for the details, the same for the same request of a target
     */
    record Hit(Fault fault, long seed) {}

    /** The number of targets that are remembered, to limit memory; far more than clients retry at a time. */
    private static final int REMEMBERED = 1 << 16;

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private static final class Count {
        private int requests;
        private int hitsInARow;
    }

    private final FaultPlan plan;
    private final Map<FaultScope, Integer> requests = new EnumMap<>(FaultScope.class);
    private final Map<Long, Count> targets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Count> eldest) {
            return size() > REMEMBERED;
        }
    };

    FaultSchedule(FaultPlan plan) {
        this.plan = plan;
    }

    /** The fault for a request; counts the request. */
    Optional<Hit> next(ApiRequest request) {
        if (plan.isNone()) {
            return Optional.empty();
        }
        return FaultScope.of(request).flatMap(scope -> next(scope, target(request)));
    }

    private synchronized Optional<Hit> next(FaultScope scope, long target) {
        Count count = targets.computeIfAbsent(target, unknown -> new Count());
        int ofTarget = count.requests++;
        int ofScope = requests.merge(scope, 1, Integer::sum) - 1;
        long draw = plan.draw(target, ofTarget);
        Optional<Hit> hit = plan.fault(scope, draw, ofTarget, ofScope)
                .filter(fault -> count.hitsInARow < plan.mostInARow())
                .map(fault -> new Hit(fault, draw));
        count.hitsInARow = hit.isPresent() ? count.hitsInARow + 1 : 0;
        return hit;
    }

    /** FNV-1a hash of everything that identifies a target. */
    private static long target(ApiRequest request) {
        long hash = FNV_OFFSET;
        String head = request.path() + new TreeMap<>(request.query());
        for (byte[] part : new byte[][] {head.getBytes(StandardCharsets.UTF_8), request.body()}) {
            for (byte b : part) {
                hash = (hash ^ (b & 0xff)) * FNV_PRIME;
            }
        }
        return hash;
    }
}
