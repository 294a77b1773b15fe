package dev.swath.network;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hosts that are reached without the proxy.
 *
 * @param rules each of them is enough
 */
record DirectHosts(List<Rule> rules) {

    /** No host but this machine. */
    static final DirectHosts NONE = new DirectHosts(List.of());

    private static final Pattern WITH_PORT = Pattern.compile("(\\[[^]]*]|[^:\\[\\]]*):(\\d{1,5})");
    private static final Pattern NETWORK = Pattern.compile("\\[?([^/\\]]+)]?/(\\d{1,3})");

    /** Whether a host is one of them. */
    @FunctionalInterface
    interface Rule {

        /** Whether this rule names the host, at this port. */
        boolean matches(HostAddress host, int port);
    }

    DirectHosts {
        rules = List.copyOf(rules);
    }

    /**
     * Reads the rules of both kinds.
     *
     * @param noProxy as in NO_PROXY, separated by commas or spaces: a name, which stands for its subdomains too; {@code
     *     .name} or {@code *.name} for the subdomains alone; an IP address; a network such as 10.0.0.0/8; each of them with
     *     {@code :port} for that port alone; and {@code *} for all. What is none of these matches no host.
     * @param nonProxyHosts as in Java's http.nonProxyHosts, separated by bars: names in which an asterisk stands for any text
     */
    static DirectHosts of(String noProxy, String nonProxyHosts) {
        List<Rule> rules = new ArrayList<>();
        for (String entry : noProxy.strip().split("[,\\s]+", -1)) {
            if (!entry.isEmpty()) {
                rules.add(rule(entry));
            }
        }
        for (String pattern : nonProxyHosts.strip().split("\\|", -1)) {
            if (!pattern.isBlank()) {
                rules.add(wildcard(pattern));
            }
        }
        return new DirectHosts(rules);
    }

    /** Whether a host is reached without the proxy at this port; this machine always is. */
    boolean contains(String host, int port) {
        HostAddress address = HostAddress.of(host);
        return address.isLocal() || rules.stream().anyMatch(rule -> rule.matches(address, port));
    }

    private static Rule rule(String entry) {
        if (entry.equals("*")) {
            return (host, port) -> true;
        }
        Matcher network = NETWORK.matcher(entry);
        if (network.matches()) {
            return network(network.group(1), Integer.parseInt(network.group(2)));
        }
        Matcher withPort = WITH_PORT.matcher(entry);
        if (withPort.matches()) {
            int only = Integer.parseInt(withPort.group(2));
            Rule any = host(withPort.group(1));
            return (host, port) -> port == only && any.matches(host, port);
        }
        return host(entry);
    }

    private static Rule host(String text) {
        HostAddress named = HostAddress.of(text.replaceFirst("^\\*(?=\\.)", ""));
        if (named.address().isPresent()) {
            return (host, port) -> host.address().equals(named.address());
        }
        if (named.name().startsWith(".")) {
            return (host, port) -> host.name().endsWith(named.name());
        }
        return (host, port) -> host.name().equals(named.name()) || host.name().endsWith("." + named.name());
    }

    /** Of an address, the bits of the prefix; a name is in no network, because it is not looked up. */
    private static Rule network(String address, int prefix) {
        Optional<InetAddress> base = HostAddress.of(address).address();
        int bits = base.map(ip -> ip.getAddress().length * Byte.SIZE).orElse(0);
        if (base.isEmpty() || prefix > bits) {
            return (host, port) -> false;
        }
        BigInteger begin = number(base.get()).shiftRight(bits - prefix);
        return (host, port) -> host.address()
                .filter(ip -> ip.getAddress().length * Byte.SIZE == bits)
                .filter(ip -> number(ip).shiftRight(bits - prefix).equals(begin))
                .isPresent();
    }

    private static BigInteger number(InetAddress address) {
        return new BigInteger(1, address.getAddress());
    }

    private static Rule wildcard(String pattern) {
        HostAddress named = HostAddress.of(pattern);
        StringBuilder regex = new StringBuilder();
        for (String part : named.name().split("\\*", -1)) {
            regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(part));
        }
        Pattern names = Pattern.compile(regex.toString());
        return (host, port) -> names.matcher(host.name()).matches()
                || (named.address().isPresent() && host.address().equals(named.address()));
    }
}
