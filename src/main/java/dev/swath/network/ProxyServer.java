package dev.swath.network;

import dev.swath.job.SettingException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An HTTP proxy, which connects to other servers by CONNECT.
 *
 * @param host name or address, an IPv6 address without brackets
 * @param port port
 * @param login what it asks for; empty if it asks for nothing
 * @param setting what named it: a setting, a system property or an environment variable
 */
public record ProxyServer(String host, int port, Optional<Login> login, String setting) {

    private static final int DEFAULT_PORT = 80;
    private static final int MOST_PORT = 65_535;
    private static final Pattern ADDRESS = Pattern.compile(
            "(?is)(?:http://)?(?![a-z][a-z0-9+.-]*://)(?:(?<login>.*)@)?(?<host>\\[[0-9a-f:.]+]|[a-z0-9_][\\w.-]*)(?::(?<port>\\d{1,5}))?/?");
    private static final String REMEDY =
            "is not the address of an HTTP proxy; write http://host:port, with user:password@ before the host if it asks for"
                    + " them, or none";

    /**
     * User and password.
     *
     * @param user name
     * @param password secret
     */
    public record Login(String user, String password) {

        /** The value of the header Proxy-Authorization for basic authentication. */
        String basic() {
            byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
            return "Basic " + Base64.getEncoder().encodeToString(both);
        }

        /** The user alone. */
        @Override
        public String toString() {
            return user + ":xxxxxx";
        }
    }

    /**
     * Reads {@code http://user:password@host:port}. User and password may be percent-encoded; without a port it is 80.
     *
     * @param setting what holds the address
     * @param address the address
     * @throws SettingException if it is not one; the message has neither user nor password
     */
    static ProxyServer parse(String setting, String address) {
        Matcher parts = ADDRESS.matcher(address);
        if (!parts.matches()) {
            throw new SettingException(setting, shown(address), REMEDY);
        }
        int port =
                Optional.ofNullable(parts.group("port")).map(Integer::valueOf).orElse(DEFAULT_PORT);
        if (port < 1 || port > MOST_PORT) {
            throw new SettingException(setting, shown(address), REMEDY);
        }
        String host = parts.group("host").replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT);
        Optional<Login> login = Optional.ofNullable(parts.group("login"))
                .filter(text -> !text.isEmpty())
                .map(ProxyServer::login);
        return new ProxyServer(host, port, login, setting);
    }

    private static Login login(String text) {
        String[] parts = text.split(":", 2);
        return new Login(decoded(parts[0]), parts.length == 1 ? "" : decoded(parts[1]));
    }

    /** Not as in a form, where a plus stands for a space. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // a percent sign that means itself
        }
    }

    /** Without what may be a user or a password, also where the address is so wrong that it can't be told where they end. */
    private static String shown(String address) {
        return address.replaceFirst("(?s)^([a-zA-Z][a-zA-Z0-9+.-]*://)?.*@", "$1xxxxxx@")
                .replaceFirst("(?s)^((?:[a-zA-Z][a-zA-Z0-9+.-]*://)?[^:/\\[]*):(?!//|\\d+/?$).*", "$1:xxxxxx");
    }

    /** Its address without user and password. */
    @Override
    public String toString() {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
