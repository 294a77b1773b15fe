package dev.swath.flow.request;

import java.io.IOException;
import org.apache.camel.Message;

/**
 * A request to Earth Engine: for a page of the listing, or for the pixels of a tile. The route {@code request} sends
 * it, and repeats it if a failure may pass. Used by one thread at a time.
 */
public interface ServiceRequest {

    /** Its attempts so far, and their time limit. */
    Attempts attempts();

    /** The memory that its reply and the work on it may take, in bytes; 0 if that is not counted. */
    default long bytes() {
        return 0;
    }

    /** When the work that it is a part of was begun, in nanoseconds of {@link System#nanoTime}: its replies are used in that order. */
    long begun();

    /** Writes method, path, query, headers and body into the message that is sent next. */
    void address(Message message);

    /**
     * Reads the reply to its last byte.
     *
     * @throws IOException if the reply is incomplete or longer than it may be
     */
    byte[] read(Message reply) throws IOException;

    /**
     * Uses the complete reply.
     *
     * @return the result of the route
     * @throws IOException if the reply is damaged or does not match its request
     */
    Object use(byte[] reply) throws IOException;

    /** An attempt failed with this HTTP status; 0 if there was no reply, or one that could not be used. */
    void failed(int status);

    /** Whether smaller requests can replace it; a page of the listing has no parts. */
    default boolean isDivisible() {
        return false;
    }
}
