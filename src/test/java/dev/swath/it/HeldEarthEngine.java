package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.flow.ScriptedEarthEngine;
import dev.swath.flow.ScriptedReply;
import dev.swath.flow.ScriptedRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** An Earth Engine that holds requests for pixels until the test releases them, so that a process can be caught at work. */
final class HeldEarthEngine implements AutoCloseable {

    private static final int LIMIT_SECONDS = 120;

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final ScriptedEarthEngine earthEngine;

    private HeldEarthEngine(String images, Predicate<String> held) {
        this.earthEngine = ScriptedEarthEngine.start().lists(images).answersPixels(request -> {
            if (held.test(request.image())) {
                requested.countDown();
                assertThat(released.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            }
            return ScriptedReply.pixels(request);
        });
    }

    /**
     * Starts one.
     *
     * @param images the last parts of the images' ids, separated by spaces
     * @param held the images whose requests wait
     */
    static HeldEarthEngine start(String images, Predicate<String> held) {
        return new HeldEarthEngine(images, held);
    }

    /** Its address. */
    URI url() {
        return earthEngine.url();
    }

    /** Waits until a request is held. */
    void awaitRequest() throws InterruptedException {
        assertThat(requested.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    /** Answers all requests, those to come as well. */
    void release() {
        released.countDown();
    }

    /** Requests for pixels, in the order of arrival. */
    List<ScriptedRequest> pixelRequests() {
        return earthEngine.pixelRequests();
    }

    @Override
    public void close() throws IOException {
        release();
        earthEngine.close();
    }
}
