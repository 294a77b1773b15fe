package dev.swath.dashboard;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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
     * @param asked the header Host, null if there was none
     */
    public void admit(@Header("Host") String asked) throws Refusal {
        if (!loopback) {
            return;
        }
        String name =
                Optional.ofNullable(asked).orElse("").toLowerCase(Locale.ROOT).replaceFirst(":\\d*$", "");
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
