package dev.swath.dashboard;

/** A request that is not answered as it was meant. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * @param status of HTTP
     * @param message one line for whoever asked
     */
    Refusal(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
