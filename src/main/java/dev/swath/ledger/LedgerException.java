package dev.swath.ledger;

/** The ledger's database failed. The message is one line without the database's password. */
public final class LedgerException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final boolean refusal;

    LedgerException(String message, boolean refusal) {
        super(message);
        this.refusal = refusal;
    }

    /** Whether the database works but will never accept this row; otherwise another attempt may succeed. */
    public boolean isRefusal() {
        return refusal;
    }
}
