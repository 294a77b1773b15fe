package dev.swath.flow.store;

import dev.swath.log.LogValue;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Prepares what is about to be handed to a sink or a recipient, and tells of a try that is not the first one. */
public final class SinkOffer implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(SinkOffer.class);

    @Override
    public void process(Exchange exchange) {
        // Else a queue would be asked for an answer to it, and waited for.
        exchange.setPattern(ExchangePattern.InOnly);
        Message message = exchange.getMessage();
        if (message.getHeader(Exchange.REDELIVERY_COUNTER, 0, Integer.class) > 0) {
            // Camel's own line would name the address with what is secret in it.
            LOG.warn(
                    "file={} was not taken, and is offered again: {}",
                    LogValue.of(message.getHeader(Exchange.FILE_NAME, "", String.class)),
                    LogValue.quoted(
                            SinkFailure.cause(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class))));
        }
    }
}
