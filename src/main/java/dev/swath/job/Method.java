package dev.swath.job;

/** The method of Earth Engine that delivers pixels. */
public enum Method {
    /** The one that a job needs: {@code getPixels} where nothing is computed. */
    AUTO("auto"),
    /** {@code getPixels}, which reads stored bands. */
    GET_PIXELS("getPixels"),
    /** {@code computePixels}, which evaluates an expression, with the masks in the same reply. */
    COMPUTE_PIXELS("computePixels");

    private final String word;

    Method(String word) {
        this.word = word;
    }

    /** As a job writes it. */
    public String word() {
        return word;
    }
}
