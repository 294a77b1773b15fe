package dev.swath.emulator.expression;

/** Earth Engine's null, as a value among others. */
public enum Nothing {
    NULL;

    @Override
    public String toString() {
        return "null";
    }
}
