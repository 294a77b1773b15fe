package dev.swath.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swath.Slow;
import dev.swath.TestCertificate;
import dev.swath.job.SettingException;
import dev.swath.job.SettingReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Slow("Certificates of further authorities are trusted besides Java's; a file without whole ones is refused.")
class TrustedAuthoritiesTest {

    @TempDir
    private static Path folder;

    private static String authority;
    private static String another;

    @BeforeAll
    static void makeAuthorities() throws Exception {
        TestCertificate.signed(folder.resolve("authority.pem"), "a.test");
        TestCertificate.signed(folder.resolve("another.pem"), "b.test");
        authority = Files.readString(folder.resolve("authority.pem"));
        another = Files.readString(folder.resolve("another.pem"));
    }

    @Test
    void are_added_to_those_of_java() throws Exception {
        TrustManagerFactory java = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        java.init((KeyStore) null);
        X509TrustManager ofJava = (X509TrustManager) java.getTrustManagers()[0];

        TrustedAuthorities trust = read("# Our authorities\n" + authority + "\n# and another\n" + another);

        assertThat(trust.manager().getAcceptedIssuers())
                .contains(ofJava.getAcceptedIssuers())
                .hasSize(ofJava.getAcceptedIssuers().length + 2);
        assertThat(Stream.of(trust.manager().getAcceptedIssuers())
                        .map(issuer -> issuer.getSubjectX500Principal().getName()))
                .contains("CN=Test authority");
    }

    @Test
    void may_be_written_on_windows_and_without_a_line_end() throws Exception {
        assertThat(read(authority.strip().replace("\n", "\r\n")).manager().getAcceptedIssuers())
                .isNotEmpty();
    }

    @Test
    void are_refused_in_one_line_where_the_file_holds_none() throws IOException {
        refuses("", "holds no certificate");
        refuses("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "holds no certificate");
        refuses("\u0000\u0001\u00ff", "holds no certificate");
    }

    @Test
    void are_refused_where_a_certificate_is_damaged_or_cut_off() throws IOException {
        refuses(
                authority + another.replaceFirst("MII.{40}", "MIIB"),
                "holds a certificate that can't be read, number 2");
        refuses(authority + "-----BEGIN CERTIFICATE-----\n\n-----END CERTIFICATE-----\n", "number 2");
        refuses(authority + another.substring(0, another.length() / 2), "ends within a certificate");
    }

    @Test
    void are_refused_where_there_is_no_file() {
        assertThatThrownBy(() -> network(folder.resolve("nothing.pem")))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("swath.trust = '")
                .hasMessageContainingAll("nothing.pem", "is not a file; name a file");
        assertThatThrownBy(() -> network(folder))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("is not a file");
    }

    private static void refuses(String content, String reason) throws IOException {
        Path file = Files.writeString(folder.resolve("wrong.pem"), content);

        assertThatThrownBy(() -> network(file))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("swath.trust = '")
                .hasMessageContainingAll("wrong.pem", reason, "; name a file with certificates")
                .hasMessageNotContaining("\n");
    }

    private static TrustedAuthorities read(String content) throws IOException {
        return network(Files.writeString(folder.resolve("some.pem"), content))
                .trust()
                .orElseThrow();
    }

    private static Network network(Path file) {
        return Network.of(
                SettingReader.of(key -> key.equals("swath.trust") ? Optional.of(file.toString()) : Optional.empty()));
    }
}
