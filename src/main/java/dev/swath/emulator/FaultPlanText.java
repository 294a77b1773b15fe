package dev.swath.emulator;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Parses fault plans as users write them. */
final class FaultPlanText {

    private static final String SEED = "seed";
    private static final String IN_A_ROW = "in-a-row";
    private static final String RESET = "reset";
    private static final List<Fault> RESETS = List.of(Fault.RESET_BEFORE_BODY, Fault.RESET_MID_BODY);

    private final Map<FaultScope, Map<Fault, Double>> shares = new EnumMap<>(FaultScope.class);
    private long seed;
    private int mostInARow = FaultPlan.MOST_IN_A_ROW;

    private FaultPlanText() {
        for (FaultScope scope : FaultScope.values()) {
            shares.put(scope, new EnumMap<>(Fault.class));
        }
    }

    /** Reads a plan; see {@link FaultPlan#parse}. */
    static FaultPlan parse(String text) {
        FaultPlanText plan = new FaultPlanText();
        for (String entry : text.split(",", -1)) {
            plan.entry(entry.strip());
        }
        if (plan.shares.values().stream().allMatch(Map::isEmpty)) {
            throw new IllegalArgumentException("it names no fault");
        }
        return new FaultPlan(plan.shares, plan.seed, plan.mostInARow, Integer.MAX_VALUE, false);
    }

    /** The name of a scope in a plan. */
    static String nameOf(FaultScope scope) {
        return scope.name().toLowerCase(Locale.ROOT);
    }

    private void entry(String entry) {
        int colon = entry.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("'" + entry + "' is not a fault with its share");
        }
        String name = entry.substring(0, colon).strip();
        String value = entry.substring(colon + 1).strip();
        switch (name) {
            case SEED -> seed = number(entry, value);
            case IN_A_ROW -> mostInARow = (int) Math.max(0, Math.min(number(entry, value), Integer.MAX_VALUE));
            default -> share(name, value);
        }
    }

    private void share(String name, String value) {
        List<FaultScope> scopes = Arrays.stream(FaultScope.values())
                .filter(scope -> name.startsWith(nameOf(scope) + "."))
                .toList();
        boolean scoped = !scopes.isEmpty();
        String id = scoped ? name.substring(name.indexOf('.') + 1) : name;
        List<Fault> faults = id.equals(RESET) ? RESETS : List.of(fault(id));
        double share = share(name + ":" + value, value, faults.size());
        for (FaultScope scope : scoped ? scopes : List.of(FaultScope.values())) {
            for (Fault fault : faults) {
                if (!scoped && !fault.appliesTo(scope)) {
                    continue;
                }
                if (shares.get(scope).put(fault, share) != null) {
                    throw new IllegalArgumentException(fault.id() + " is given twice for " + nameOf(scope));
                }
            }
        }
    }

    private static Fault fault(String id) {
        return Fault.of(id)
                .orElseThrow(() -> new IllegalArgumentException("'" + id + "' is not a fault; use one of "
                        + Arrays.stream(Fault.values()).map(Fault::id).collect(Collectors.joining(" "))));
    }

    private static double share(String entry, String value, int among) {
        try {
            double share = Double.parseDouble(value);
            if (share >= 0 && share <= 1) {
                return share / among;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + entry + "' has a share that is not a number", e);
        }
        throw new IllegalArgumentException("'" + entry + "' has a share outside 0 to 1");
    }

    private static long number(String entry, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + entry + "' does not have a whole number", e);
        }
    }
}
