package dev.swath.emulator;

import java.io.IOException;

/** The client disconnected before its reply was ready. */
final class ClientGoneException extends IOException {

    private static final long serialVersionUID = 1L;

    ClientGoneException() {
        super("the client has disconnected");
    }
}
