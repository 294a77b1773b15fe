package dev.swath.emulator.expression;

/**
 * A function of Earth Engine: a row of the table.
 *
 * @param signature name, arguments and result
 * @param description what it does, in a sentence
 * @param body computes the result
 */
record Algorithm(Signature signature, String description, Body body) {

    /** Computes a result from the arguments of a call. */
    interface Body {
        Object call(Arguments arguments);
    }
}
