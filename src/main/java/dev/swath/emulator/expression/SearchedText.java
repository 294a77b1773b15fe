package dev.swath.emulator.expression;

import dev.swath.emulator.raster.Budget;
import dev.swath.emulator.raster.ComputationException;

/** A text that a regular expression is looked for in, until it has looked at too many characters. */
final class SearchedText implements CharSequence {

    /** An expression that tries all combinations of a text would go on for years. */
    private static final int MOST = 100_000_000;

    private static final int CHECKED = 1 << 16;

    private final CharSequence text;
    private final Budget budget;
    private int lookedAt;

    SearchedText(CharSequence text, Budget budget) {
        this.text = text;
        this.budget = budget;
    }

    @Override
    public char charAt(int index) {
        if (++lookedAt > MOST) {
            throw ComputationException.timedOut();
        }
        if (lookedAt % CHECKED == 0) {
            budget.check();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
