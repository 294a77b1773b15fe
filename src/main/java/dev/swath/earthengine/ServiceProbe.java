package dev.swath.earthengine;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;

/** Checks whether a server answers at all. */
public final class ServiceProbe {

    private ServiceProbe() {}

    /**
     * Sends a request that needs no credentials and counts against no quota.
     *
     * @param service its address
     * @param longest limit for connecting, and again for answering
     * @throws IOException if there is no answer; any status is an answer
     */
    public static void require(URI service, Duration longest) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) service.toURL().openConnection();
        try {
            connection.setRequestMethod("GET");
            connection.setInstanceFollowRedirects(false);
            connection.setConnectTimeout(Math.toIntExact(longest.toMillis()));
            connection.setReadTimeout(Math.toIntExact(longest.toMillis()));
            connection.getResponseCode();
        } catch (IOException e) {
            throw new IOException("no answer from " + service + ": " + e.getMessage(), e);
        } finally {
            connection.disconnect();
        }
    }
}
