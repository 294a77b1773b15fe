package dev.swath.ledger;

import java.util.Locale;

/** What became of a run. */
public enum RunStatus {
    /** It goes on. */
    RUNNING,
    /** Every image of its listing is stored, skipped or empty. */
    COMPLETE,
    /** Images failed, the listing could not go on, or it ended early. */
    INCOMPLETE,
    /** Its process ended without a word. */
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
