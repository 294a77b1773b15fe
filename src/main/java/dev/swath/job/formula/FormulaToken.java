package dev.swath.job.formula;

/**
 * A word of a formula.
 *
 * @param kind what it is
 * @param text as it was written, without the quotes of a name
 * @param column where it begins, counted from 1
 */
record FormulaToken(Kind kind, String text, int column) {

    /** Kinds of words. */
    enum Kind {
        NUMBER,
        NAME,
        SYMBOL,
        END
    }

    boolean is(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    /** How a message names it. */
    String shown() {
        return kind == Kind.END ? "the end" : "'" + text + "'";
    }
}
