package dev.swath.flow.store;

import dev.swath.log.LogValue;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.azure.storage.blob.BlobEndpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Prepares a message for a sink or a recipient, and logs an attempt that is not the first one. */
public final class SinkOffer implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(SinkOffer.class);

    @Override
    public void process(Exchange exchange) throws IOException {
        // Otherwise Camel would wait for a reply from a queue.
        exchange.setPattern(ExchangePattern.InOnly);
        Message message = exchange.getMessage();
        if (exchange.getVariable("sink") instanceof BlobEndpoint blobs) {
            AzureBlobs.prepare(blobs, exchange);
        }
        if (message.getHeader(Exchange.REDELIVERY_COUNTER, 0, Integer.class) > 0) {
            // Camel's own line would show the address with its secrets.
            LOG.warn(
                    "file={} was not accepted and is sent again: {}",
                    LogValue.of(message.getHeader(Exchange.FILE_NAME, "", String.class)),
                    LogValue.quoted(
                            SinkFailure.cause(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class))));
        }
    }
}
