package dev.swath.earthengine;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Decides to which addresses a secret must not be sent because others could read it on the way. */
public final class PlainHttp {

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    /** Where a machine in a cloud requests tokens for its own account, over a link that does not leave its host. */
    private static final Set<String> METADATA_SERVERS =
            Set.of("metadata.google.internal", "169.254.169.254", "[fd00:ec2::254]");

    private PlainHttp() {}

    /**
     * Whether this address is neither https nor on this machine. Names are not looked up: only {@code localhost} is
     * known.
     */
    public static boolean leavesThisMachine(URI address) {
        return !"https".equalsIgnoreCase(address.getScheme())
                && !LOOPBACK.matcher(host(address)).matches();
    }

    /** Whether a token may be requested there: over https, or from the metadata server of the machine's own cloud. */
    static boolean mayIssueTokens(URI address) {
        return !leavesThisMachine(address)
                || METADATA_SERVERS.contains(host(address))
                || Optional.ofNullable(System.getenv("GCE_METADATA_HOST"))
                        .filter(server -> server.equalsIgnoreCase(address.getRawAuthority()))
                        .isPresent();
    }

    private static String host(URI address) {
        return Optional.ofNullable(address.getHost()).orElse("").toLowerCase(Locale.ROOT);
    }
}
