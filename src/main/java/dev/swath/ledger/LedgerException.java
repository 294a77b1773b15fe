package dev.swath.ledger;

/** The ledger's database failed. The message is one line without the database's password. */
public final class LedgerException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Kind kind;

    /** What is wrong. */
    enum Kind {
        /** The database works and takes no such row, now and ever. */
        REFUSAL,
        /** Its file does not hold what it should. */
        DAMAGE,
        /** Anything else: it may be asked again. */
        FAILURE
    }

    LedgerException(String message, Kind kind) {
        super(message);
        this.kind = kind;
    }

    /** Whether the database works but will never accept this row; otherwise another attempt may succeed. */
    public boolean isRefusal() {
        return kind == Kind.REFUSAL;
    }

    /** Whether the database's file is damaged: it will not be better when it is asked again. */
    public boolean isDamage() {
        return kind == Kind.DAMAGE;
    }
}
