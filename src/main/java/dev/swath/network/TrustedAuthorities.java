package dev.swath.network;

import dev.swath.job.SettingException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Authorities that are trusted beside those that Java trusts.
 *
 * @param manager accepts the certificates that any of them signed
 * @param tls makes connections with it
 */
public record TrustedAuthorities(X509TrustManager manager, SSLContext tls) {

    private static final int MOST_BYTES = 8 << 20;
    private static final Pattern CERTIFICATE = Pattern.compile(
            "-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----(.*?)-----END (?:X509 |TRUSTED )?CERTIFICATE-----",
            Pattern.DOTALL);
    private static final String REMEDY =
            "; name a file with certificates of authorities, which begin with" + " -----BEGIN CERTIFICATE-----";

    /**
     * Reads a PEM file.
     *
     * @param setting what names the file
     * @throws SettingException if the file can't be read, or does not hold certificates alone that can be read
     */
    static TrustedAuthorities read(String setting, Path file) {
        List<X509Certificate> certificates = certificates(setting, file);
        try {
            KeyStore all = KeyStore.getInstance("PKCS12");
            all.load(null, null);
            List<X509Certificate> ofJava = List.of(manager((KeyStore) null).getAcceptedIssuers());
            for (X509Certificate authority :
                    Stream.concat(ofJava.stream(), certificates.stream()).toList()) {
                all.setCertificateEntry("authority-" + all.size(), authority);
            }
            X509TrustManager manager = manager(all);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, new TrustManager[] {manager}, null);
            return new TrustedAuthorities(manager, tls);
        } catch (GeneralSecurityException | IOException e) {
            throw new SettingException(
                    setting, file.toString(), "holds certificates that Java can't use: " + e.getMessage() + REMEDY);
        }
    }

    /** Of these authorities; null stands for those of Java, as javax.net.ssl.trustStore names them. */
    private static X509TrustManager manager(KeyStore authorities) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities);
        return Stream.of(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("this Java verifies no certificates"));
    }

    private static List<X509Certificate> certificates(String setting, Path file) {
        String text = text(setting, file);
        List<X509Certificate> certificates = new ArrayList<>();
        Matcher blocks = CERTIFICATE.matcher(text);
        while (blocks.find()) {
            try {
                byte[] bytes = Base64.getMimeDecoder().decode(blocks.group(1).strip());
                certificates.add((X509Certificate)
                        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes)));
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                throw new SettingException(
                        setting,
                        file.toString(),
                        "holds a certificate that can't be read, number " + (certificates.size() + 1) + REMEDY);
            }
        }
        if (certificates.isEmpty()) {
            throw new SettingException(setting, file.toString(), "holds no certificate" + REMEDY);
        }
        if (text.split("-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----", -1).length - 1 != certificates.size()) {
            throw new SettingException(setting, file.toString(), "ends within a certificate" + REMEDY);
        }
        return certificates;
    }

    private static String text(String setting, Path file) {
        if (!Files.isRegularFile(file)) {
            throw new SettingException(setting, file.toString(), "is not a file" + REMEDY);
        }
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new SettingException(setting, file.toString(), "is longer than 8 MiB" + REMEDY);
            }
            return new String(bytes, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new SettingException(setting, file.toString(), "can't be read; let this account read it" + REMEDY);
        }
    }
}
