package dev.swath.network;

import dev.swath.job.HostPaths;
import dev.swath.job.SettingException;
import dev.swath.job.SettingReader;
import java.net.URI;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How other machines are reached. */
public final class Network {

    /** The setting that names the proxy. */
    public static final String PROXY = "swath.proxy";

    /** The setting that names further authorities. */
    public static final String TRUST = "swath.trust";

    /** No proxy, and no authority but those that Java trusts. */
    public static final Network DIRECT = new Network(Optional.empty(), DirectHosts.NONE, Optional.empty());

    private static final Logger LOG = LoggerFactory.getLogger(Network.class);

    private static final String NONE = "none";
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*(env|sys):([\\w.-]+)\\s*}}");

    private final Optional<ProxyServer> proxy;
    private final DirectHosts direct;
    private final Optional<TrustedAuthorities> trust;

    private Network(Optional<ProxyServer> proxy, DirectHosts direct, Optional<TrustedAuthorities> trust) {
        this.proxy = proxy;
        this.direct = direct;
        this.trust = trust;
    }

    /**
     * Reads the proxy from {@value #PROXY}, or else from Java's properties https.proxyHost and https.proxyPort, or else from
     * the environment variable HTTPS_PROXY; the hosts that are reached without it from NO_PROXY and Java's http.nonProxyHosts;
     * and the authorities from {@value #TRUST}.
     *
     * @throws SettingException if one of them is not valid
     */
    public static Network of(SettingReader settings) {
        return of(
                settings,
                name -> Optional.ofNullable(System.getProperty(name)),
                name -> Optional.ofNullable(System.getenv(name)));
    }

    /** The same with other properties and another environment. */
    static Network of(
            SettingReader settings,
            Function<String, Optional<String>> properties,
            Function<String, Optional<String>> environment) {
        Function<String, Optional<String>> variables =
                name -> present(environment, name).or(() -> present(environment, name.toLowerCase(Locale.ROOT)));
        Optional<ProxyServer> proxy = settings.text(PROXY)
                .map(text -> filled(text, properties, environment))
                .map(text -> text.equalsIgnoreCase(NONE)
                        ? Optional.<ProxyServer>empty()
                        : Optional.of(ProxyServer.parse(PROXY, text)))
                .orElseGet(() -> ofJava(properties)
                        .or(() -> variables.apply("HTTPS_PROXY").map(text -> ProxyServer.parse("HTTPS_PROXY", text))));
        DirectHosts direct = DirectHosts.of(
                variables.apply("NO_PROXY").orElse(""),
                Stream.of("http.nonProxyHosts", "https.nonProxyHosts")
                        .flatMap(name -> present(properties, name).stream())
                        .collect(Collectors.joining("|")));
        Optional<TrustedAuthorities> trust = settings.text(TRUST).map(file -> {
            HostPaths.check(TRUST, file);
            return TrustedAuthorities.read(TRUST, Path.of(file));
        });
        return new Network(proxy, direct, trust);
    }

    private static Optional<ProxyServer> ofJava(Function<String, Optional<String>> properties) {
        return present(properties, "https.proxyHost").map(host -> {
            String port = present(properties, "https.proxyPort").orElse(String.valueOf(HTTPS_PORT));
            ProxyServer named = ProxyServer.parse("https.proxyHost", host + ":" + port);
            return present(properties, "https.proxyUser")
                    .map(user -> new ProxyServer.Login(
                            user, present(properties, "https.proxyPassword").orElse("")))
                    .map(login -> new ProxyServer(named.host(), named.port(), Optional.of(login), named.setting()))
                    .orElse(named);
        });
    }

    private static Optional<String> present(Function<String, Optional<String>> values, String name) {
        return values.apply(name).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** With the values of the variables and properties that a text names: a password may be kept apart. */
    private static String filled(
            String text,
            Function<String, Optional<String>> properties,
            Function<String, Optional<String>> environment) {
        return PLACEHOLDER.matcher(text).replaceAll(found -> {
            String name = found.group(2);
            Function<String, Optional<String>> values = found.group(1).equals("env") ? environment : properties;
            return Matcher.quoteReplacement(values.apply(name)
                    .orElseThrow(() -> new SettingException(
                            PROXY, found.group(), "is not set in the environment of this process; set " + name)));
        });
    }

    /**
     * The proxy that connects to a host; empty for this machine and for hosts that are reached without it.
     *
     * @param host name or address
     * @param port port of the host
     */
    public Optional<ProxyServer> proxyTo(String host, int port) {
        return proxy.filter(server -> !direct.contains(host, port));
    }

    /** The proxy that connects to the server of an address. */
    public Optional<ProxyServer> proxyTo(URI address) {
        int standard = "https".equalsIgnoreCase(address.getScheme()) ? HTTPS_PORT : HTTP_PORT;
        return Optional.ofNullable(address.getHost())
                .flatMap(host -> proxyTo(host, address.getPort() < 0 ? standard : address.getPort()));
    }

    /** The proxy, whatever hosts are reached without it. */
    public Optional<ProxyServer> proxy() {
        return proxy;
    }

    /** Authorities that are trusted beside Java's own. */
    public Optional<TrustedAuthorities> trust() {
        return trust;
    }

    /**
     * Reads the authorities that Java trusts, in a thread of its own. Whoever needs them waits for it at most as long as it would have
     * taken to read them.
     */
    public static void prepareTls() {
        Thread thread = new Thread(DIRECT::tls, "swath-tls");
        thread.setDaemon(true);
        // A Java without TLS is a matter for who needs it.
        thread.setUncaughtExceptionHandler((reader, failure) -> LOG.debug("TLS could not be prepared", failure));
        thread.start();
    }

    /** What makes connections by TLS: Java's own means, with the further authorities. */
    public SSLContext tls() {
        try {
            return trust.isPresent() ? trust.get().tls() : SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java can't make connections by TLS", e);
        }
    }
}
