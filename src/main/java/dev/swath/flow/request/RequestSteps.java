package dev.swath.flow.request;

import java.io.IOException;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Variable;

/** The steps of the route {@code attempt} that depend on the kind of request. */
public final class RequestSteps {

    private final RequestsInFlight requests;
    private final Processors processors;

    /**
     * @param requests tracks requests in flight
     * @param processors those that replies are used by
     */
    public RequestSteps(RequestsInFlight requests, Processors processors) {
        this.requests = requests;
        this.processors = processors;
    }

    /** Writes the HTTP request into the message. */
    public void address(Exchange exchange, @Variable("request") ServiceRequest request) {
        Message message = exchange.getMessage();
        // Headers of Quartz or of a caller would be sent along.
        message.removeHeaders("*", "CamelRedeliver*");
        request.address(message);
        requests.nextIsFor(request.attempts().deadline());
    }

    /**
     * Reads the reply to its last byte.
     *
     * @throws IOException if the reply is incomplete or longer than it may be
     */
    public byte[] read(Exchange exchange, @Variable("request") ServiceRequest request) throws IOException {
        return request.read(exchange.getMessage());
    }

    /**
     * Uses the reply.
     *
     * @return the result of the route
     * @throws IOException if the reply is damaged or does not match its request
     */
    public Object use(@Body byte[] reply, @Variable("request") ServiceRequest request) throws IOException {
        return processors.work(request.begun(), () -> request.use(reply));
    }
}
