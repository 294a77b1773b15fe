package dev.swath.ledger;

import java.util.Locale;

/** The state of a run. */
public enum RunStatus {
    /** It is in progress. */
    RUNNING,
    /** Every image of its listing is stored, skipped, empty or in work elsewhere. */
    COMPLETE,
    /** Images failed, the listing could not go on, or the run ended early. */
    INCOMPLETE,
    /** Its process ended without closing the run. */
    INTERRUPTED;

    static RunStatus of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** The name in lower case, as it is written everywhere. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
