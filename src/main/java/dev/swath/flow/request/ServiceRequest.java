package dev.swath.flow.request;

import java.io.IOException;
import org.apache.camel.Message;

/**
 * A request to Earth Engine: for a page of the listing, or for the pixels of a tile. The route {@code request} sends it, again
 * where a failure may pass. Used by one thread at a time.
 */
public interface ServiceRequest {

    /** Its attempts so far, and until when there may be more. */
    Attempts attempts();

    /** Writes method, path, query, headers and body into the message that is sent next. */
    void address(Message message);

    /**
     * Reads the reply to its last byte.
     *
     * @throws IOException if the reply is incomplete or longer than it may be
     */
    byte[] read(Message reply) throws IOException;

    /**
     * Makes use of the whole reply.
     *
     * @return the body that the route answers with
     * @throws IOException if the reply is damaged or is not what was asked for
     */
    Object use(byte[] reply) throws IOException;

    /** An attempt failed with this HTTP status; 0 if there was no reply, or one that could not be used. */
    void failed(int status);

    /** Whether smaller requests can bring the same; a page of the listing has no parts. */
    default boolean isDivisible() {
        return false;
    }
}
