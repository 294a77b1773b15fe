package dev.swath.flow.request;

import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Exchange;

/** A request that is due: for the pixels of a tile or for a page of the listing. Tried by one thread at a time. */
public interface DueRequest {

    /** Its attempts. */
    Attempts attempts();

    /** A try failed, answered with this status of HTTP; 0 if with none that tells of a failure. */
    void failed(int status);

    /** What an exchange of the routes asks for. */
    static Optional<DueRequest> of(Exchange exchange) {
        return Stream.of("tile", "page")
                .map(name -> exchange.getVariable(name, DueRequest.class))
                .flatMap(due -> Optional.ofNullable(due).stream())
                .findFirst();
    }
}
