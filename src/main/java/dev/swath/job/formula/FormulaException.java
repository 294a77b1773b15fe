package dev.swath.job.formula;

/** A text is not a formula. The message says what is wrong in which column, and what to write. */
public final class FormulaException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final int column;
    private final String problem;

    /**
     * @param column where it is wrong, counted from 1
     * @param problem what is wrong, and after a semicolon what to write
     */
    public FormulaException(int column, String problem) {
        super("in column " + column + ": " + problem);
        this.column = column;
        this.problem = problem;
    }

    /** The same error in a longer text, of which the formula is a part that so many characters come before. */
    FormulaException shifted(int characters) {
        return new FormulaException(column + characters, problem);
    }

    /** Where the text is wrong, counted from 1. */
    public int column() {
        return column;
    }
}
