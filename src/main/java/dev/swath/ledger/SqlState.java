package dev.swath.ledger;

import java.sql.SQLException;

/** What the SQLSTATE of a failure says; H2 and PostgreSQL use the same ones. */
final class SqlState {

    /** Of a value that can't be what it is. */
    static final String UNREADABLE = "22000";

    private static final String DUPLICATE_KEY = "23505";
    /** A class: a value that the column can't store. */
    private static final String BAD_VALUE = "22";
    /** A class: a missing key. */
    private static final String BROKEN_RULE = "23";

    private SqlState() {}

    /** Whether there is a row with the same key. */
    static boolean isTaken(SQLException failure) {
        return DUPLICATE_KEY.equals(failure.getSQLState());
    }

    /** Whether the database will never accept what was to be written, or may do so later. */
    static LedgerException.Kind kind(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        boolean refused = state.startsWith(BAD_VALUE) || state.startsWith(BROKEN_RULE);
        return refused ? LedgerException.Kind.REFUSAL : LedgerException.Kind.FAILURE;
    }
}
