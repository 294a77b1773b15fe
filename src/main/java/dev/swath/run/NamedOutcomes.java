package dev.swath.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The outcomes of a run that its summary names one by one: so many of each kind that memory and summary stay bounded however long
 * the listing is.
 */
final class NamedOutcomes {

    private final Map<Kind, List<ImageOutcome>> outcomes = new EnumMap<>(Kind.class);

    /** Kinds of outcomes, so that many of one do not crowd out the others. */
    private enum Kind {
        WORKED_ON(RunSummary.MOST_NAMED),
        FAILED(RunSummary.MOST_NAMED),
        UNTOUCHED(RunSummary.MOST_UNTOUCHED_NAMED);

        private final int most;

        Kind(int most) {
            this.most = most;
        }

        static Kind of(ImageOutcome outcome) {
            if (outcome.status() == OutcomeStatus.FAILED) {
                return FAILED;
            }
            return outcome.isUntouched() ? UNTOUCHED : WORKED_ON;
        }
    }

    NamedOutcomes() {
        Stream.of(Kind.values()).forEach(kind -> outcomes.put(kind, new ArrayList<>()));
    }

    /** Adds an outcome if there is room for one of its kind; whether there is. */
    boolean add(ImageOutcome outcome) {
        Kind kind = Kind.of(outcome);
        List<ImageOutcome> named = outcomes.get(kind);
        return named.size() < kind.most && named.add(outcome);
    }

    /** In order of acquisition. */
    List<ImageOutcome> inOrder() {
        return outcomes.values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(ImageOutcome::acquired).thenComparing(ImageOutcome::image))
                .toList();
    }
}
