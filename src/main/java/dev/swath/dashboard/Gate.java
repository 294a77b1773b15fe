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

/** Who may ask, and who may have something done. */
public final class Gate {

    private static final String SCHEME = "Bearer ";
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final String host;
    private final Optional<String> token;
    private final boolean loopback;

    /**
     * @param host address that is listened on
     * @param token what whoever wants something done has to know; without one nothing is done
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
            // Nothing can be listened on there, which the start of the server says.
            return false;
        }
    }

    /** Whether there is a token at all. */
    boolean hasToken() {
        return token.isPresent();
    }

    /**
     * On the loopback address only what was asked for under one of its names is answered: a page from elsewhere whose name
     * was made to lead here (DNS rebinding) is not.
     *
     * @param asked the header Host; null if there was none, as in HTTP/2
     * @param url what was asked for, with the name that HTTP/2 has in the place of that header; null if it is not known
     */
    public void admit(@Header("Host") String asked, @Header(Exchange.HTTP_URL) String url) throws Refusal {
        admitName(Optional.ofNullable(asked).or(() -> Optional.ofNullable(url).map(Gate::authority)));
    }

    private static String authority(String url) {
        return Optional.ofNullable(URI.create(url).getRawAuthority()).orElse("");
    }

    /**
     * The same of a request that is no exchange.
     *
     * @param authority name and port that were asked for
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

    /** Requires the token, compared in a time that does not tell how much of it was right. */
    void requireToken(Optional<String> authorization) throws Refusal {
        byte[] wanted = token.orElseThrow(
                        () -> new Refusal(403, "nothing can be done from here: set swath.dashboard.token to allow it"))
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
