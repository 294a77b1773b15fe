package dev.swath.earthengine;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;

/** Whether a server is there at all. */
public final class ServiceAnswer {

    private ServiceAnswer() {}

    /**
     * Asks a server for anything, by a request that needs no credentials and counts against no quota.
     *
     * @param service its address
     * @param longest time to connect, and again to answer
     * @throws IOException if it gave no answer; any status is one
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
