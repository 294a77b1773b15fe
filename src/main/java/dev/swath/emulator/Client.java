package dev.swath.emulator;

/** The client that waits for a reply. */
interface Client {

    /** Whether it has disconnected. */
    boolean isGone();

    /** Stops work whose client has disconnected. */
    default void requireThere() throws ClientGoneException {
        if (isGone()) {
            throw new ClientGoneException();
        }
    }
}
