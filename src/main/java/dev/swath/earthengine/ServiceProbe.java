package dev.swath.earthengine;

import dev.swath.network.BoundedHttp;
import dev.swath.network.Network;
import dev.swath.network.ProxyFailure;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.apache.hc.client5.http.classic.methods.HttpGet;

/** Checks whether a server answers at all. */
public final class ServiceProbe {

    private static final int MOST_BYTES = 1 << 20;

    private final URI service;
    private final Duration longest;
    private final BoundedHttp http;

    /**
     * @param service its address
     * @param longest limit for connecting, and for the whole answer
     * @param network how it is reached
     */
    public ServiceProbe(URI service, Duration longest, Network network) {
        this.service = service;
        this.longest = longest;
        this.http = new BoundedHttp(network, longest);
    }

    /**
     * Sends a request that needs no credentials and counts against no quota.
     *
     * @throws IOException if there is no answer; any status is an answer
     */
    public void require() throws IOException {
        try {
            http.exchange(new HttpGet(service), longest, MOST_BYTES);
        } catch (ProxyFailure e) {
            throw e;
        } catch (IOException e) {
            throw new IOException("no answer from " + service + ": " + e.getMessage(), e);
        }
    }
}
