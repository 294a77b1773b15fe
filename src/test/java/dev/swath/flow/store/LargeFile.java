package dev.swath.flow.store;

import dev.swath.network.Network;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.builder.ExchangeBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** Hands a file to a sink, in a process of its own whose memory is smaller than the file. */
public final class LargeFile {

    static final String NAME = "large.tif";
    static final long BYTES = 128 << 20;

    private static final String MEMORY = "-Xmx48m";

    private LargeFile() {}

    /**
     * Makes the file and hands it over.
     *
     * @return what the process said, empty if it succeeded
     */
    static String send(Path folder, String uri) throws IOException, InterruptedException {
        Path file = folder.resolve(NAME);
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(BYTES);
        }
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        MEMORY,
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeFile.class.getName(),
                        uri,
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(50, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return "it takes too long";
        }
        return process.exitValue() == 0 ? "" : Files.readString(log);
    }

    /** Sends a file to a URI as the routes do. */
    public static void main(String[] args) throws Exception {
        CamelContext context = new DefaultCamelContext();
        try {
            context.start();
            Endpoint sink = new Sinks(context, Duration.ofMinutes(1), Network.DIRECT).endpoint("swath.output", args[0]);
            Exchange exchange = ExchangeBuilder.anExchange(context)
                    .withBody(Path.of(args[1]).toFile())
                    .withHeader(Exchange.FILE_NAME, NAME)
                    .withHeader(Exchange.HTTP_METHOD, "PUT")
                    .withHeader(Exchange.HTTP_PATH, NAME)
                    .build();
            exchange.setVariable("sink", sink);
            new SinkOffer().process(exchange);
            Exchange sent = context.createProducerTemplate().send(sink, exchange);
            if (sent.getException() != null) {
                throw sent.getException();
            }
        } finally {
            context.stop();
        }
    }
}
