package dev.swath.dashboard;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Header;

/** Decides which requests are answered, and who may start actions. */
public final class Gate {

    private static final String SCHEME = "Bearer ";
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final String host;
    private final Optional<String> token;
    private final boolean loopback;

    /**
     * @param host address that the server listens on
     * @param token the token that actions require; empty to disable actions
     */
    Gate(String host, Optional<String> token) {
        this.host = host.toLowerCase(Locale.ROOT);
        this.token = token;
        this.loopback = isLoopback(host);
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            // Not an address to listen on; the server reports that when it starts.
            return false;
        }
    }

    /** Whether there is a token. */
    boolean hasToken() {
        return token.isPresent();
    }

    /**
     * On the loopback address, only requests for one of its own names are answered, so that a foreign page whose name
     * was made to lead here (DNS rebinding) gets nothing.
     *
     * @param asked the header Host; null if there was none, as in HTTP/2
     * @param url the requested URL, which has the host name in HTTP/2; null if unknown
     */
    public void admit(@Header("Host") String asked, @Header(Exchange.HTTP_URL) String url) throws Refusal {
        admitName(Optional.ofNullable(asked).or(() -> Optional.ofNullable(url).map(Gate::authority)));
    }

    private static String authority(String url) {
        return Optional.ofNullable(URI.create(url).getRawAuthority()).orElse("");
    }

    /**
     * The same check for a request that is not an exchange.
     *
     * @param authority the requested name and port
     */
    void admitName(Optional<String> authority) throws Refusal {
        if (!loopback) {
            return;
        }
        String name = authority.orElse("").toLowerCase(Locale.ROOT).replaceFirst(":\\d*$", "");
        if (!name.equals(host) && !THIS_MACHINE.contains(name)) {
            throw new Refusal(421, "not served under this name; ask for http://localhost");
        }
    }

    /** Requires the token. It is compared in constant time, so that timing does not reveal how much of it was right. */
    void requireToken(Optional<String> authorization) throws Refusal {
        byte[] wanted = token.orElseThrow(
                        () -> new Refusal(403, "actions are disabled: set swath.dashboard.token to enable them"))
                .getBytes(StandardCharsets.UTF_8);
        byte[] given = authorization
                .filter(text -> text.startsWith(SCHEME))
                .map(text -> text.substring(SCHEME.length()))
                .orElse("")
                .getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(wanted, given)) {
            throw new Refusal(401, "the token is not that of swath.dashboard.token");
        }
    }
}
