package dev.swath.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;

/**
 * The host names for which a server answers. On the loopback address these are only the names of this machine, so that a
 * foreign page whose name was made to lead here (DNS rebinding) gets nothing. On other addresses any name is answered.
 */
public final class HostNames {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final String host;
    private final boolean loopback;

    /** @param host name or address that the server listens on */
    public HostNames(String host) {
        this.host = host.toLowerCase(Locale.ROOT);
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

    /** Whether requests for this name, with or without a port, are answered. */
    public boolean include(String authority) {
        String name = authority.toLowerCase(Locale.ROOT).replaceFirst(":\\d*$", "");
        return !loopback || name.equals(host) || name.equals("[" + host + "]") || THIS_MACHINE.contains(name);
    }
}
