package dev.swath.network;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A host as it is written in an address; nothing is looked up.
 *
 * @param name in lower case, without brackets and without a dot at its end
 * @param address if the name is an IP address
 */
record HostAddress(String name, Optional<InetAddress> address) {

    private static final Pattern IP_ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-f.]*:[0-9a-f:.]*(%.*)?");

    static HostAddress of(String host) {
        String name =
                host.strip().replaceAll("^\\[|]$", "").toLowerCase(Locale.ROOT).replaceFirst("(?<=.)\\.$", "");
        return new HostAddress(name, parse(name));
    }

    private static Optional<InetAddress> parse(String name) {
        if (!IP_ADDRESS.matcher(name).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(name)); // asks no name server for an address
        } catch (UnknownHostException e) {
            return Optional.empty(); // 999.0.0.1
        }
    }

    /**
     * Whether what is sent there stays on this machine or on its link: the loopback address, and the server that tells
     * a machine of a cloud about itself.
     */
    boolean isLocal() {
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.equals("metadata.google.internal")
                || name.equals("fd00:ec2::254")
                || address.filter(ip -> ip.isLoopbackAddress() || ip.isAnyLocalAddress() || ip.isLinkLocalAddress())
                        .isPresent();
    }
}
