package dev.swath.ledger;

/** The database of the ledger did not do what it was asked for. The message is one line without the database's password. */
public final class LedgerException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final boolean refusal;

    LedgerException(String message, boolean refusal) {
        super(message);
        this.refusal = refusal;
    }

    /** Whether the database works and takes no such row, now and ever; else it may be asked again. */
    public boolean isRefusal() {
        return refusal;
    }
}
