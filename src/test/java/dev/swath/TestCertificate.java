package dev.swath;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate that signs itself, or that an authority of its own signed, made for one test by the JDK's keytool.
 *
 * @param store key and certificate, PKCS #12
 */
public record TestCertificate(Path store) {

    /** Of the store and of the key in it. */
    public static final String PASSWORD = "changeit";

    /** Makes one for a host; the store goes into the folder. */
    public static TestCertificate of(String host, Path folder) throws IOException, InterruptedException {
        Path store = folder.resolve(host + ".p12");
        keytool(
                store,
                "-genkeypair",
                "-alias",
                "test",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + host,
                "-ext",
                "san=dns:" + host);
        return new TestCertificate(store);
    }

    /**
     * Makes one for hosts that an authority of its own signed.
     *
     * @param pem file to write the certificate of the authority to
     */
    public static TestCertificate signed(Path pem, String... hosts) throws IOException, InterruptedException {
        Path store = pem.resolveSibling(pem.getFileName() + ".p12");
        String names = Stream.of(hosts).map(host -> "dns:" + host).collect(Collectors.joining(","));
        keytool(store, "-genkeypair", "-alias", "ca", "-keyalg", "EC", "-dname", "CN=Test authority", "-ext", "bc:c");
        keytool(
                store,
                "-genkeypair",
                "-alias",
                "test",
                "-signer",
                "ca",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + hosts[0],
                "-ext",
                "san=" + names);
        keytool(store, "-exportcert", "-rfc", "-alias", "ca", "-file", pem.toString());
        // A server with both keys might show the wrong certificate.
        keytool(store, "-delete", "-alias", "ca");
        return new TestCertificate(store);
    }

    private static void keytool(Path store, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes());
        if (!keytool.waitFor(1, TimeUnit.MINUTES) || keytool.exitValue() != 0) {
            throw new IOException("keytool: " + said);
        }
    }

    /** The TLS context of a server with this certificate. */
    public SSLContext server() throws GeneralSecurityException, IOException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(keyStore(), PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /** Makes this Java trust only this certificate, until the returned object is closed. */
    public Closeable trusted() throws GeneralSecurityException, IOException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keyStore());
        SSLContext trusting = SSLContext.getInstance("TLS");
        trusting.init(null, trust.getTrustManagers(), null);
        SSLContext before = SSLContext.getDefault();
        // Clients take the default context, or make one of these properties.
        Map<String, String> properties =
                Map.of("javax.net.ssl.trustStore", store.toString(), "javax.net.ssl.trustStorePassword", PASSWORD);
        Map<String, String> old = new LinkedHashMap<>();
        properties.forEach((key, value) -> old.put(key, System.setProperty(key, value)));
        SSLContext.setDefault(trusting);
        return () -> {
            SSLContext.setDefault(before);
            old.forEach((key, value) -> {
                if (value == null) {
                    System.clearProperty(key);
                } else {
                    System.setProperty(key, value);
                }
            });
        };
    }

    private KeyStore keyStore() throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(store)) {
            keys.load(stream, PASSWORD.toCharArray());
        }
        return keys;
    }
}
