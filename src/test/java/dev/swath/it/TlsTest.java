package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Slow;
import dev.swath.TestCertificate;
import dev.swath.flow.ScriptedEarthEngine;
import dev.swath.flow.ServiceAccountFile;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is sent to a server whose certificate is not trusted. */
@Slow("Nothing is sent to a server whose certificate is not trusted.")
@Timeout(120)
class TlsTest {

    @TempDir
    private Path folder;

    @TempDir
    private static Path certificates;

    private static TestCertificate ours;
    private static TestCertificate another;

    private Closeable distrust = () -> {};

    @BeforeAll
    static void makeCertificates() throws Exception {
        ours = TestCertificate.of("localhost", certificates);
        another = TestCertificate.of("earthengine.example.com", certificates);
    }

    @Nested
    class Earth_engine {

        @Test
        void is_talked_to_where_its_certificate_is_trusted_and_for_its_name() throws Exception {
            trust(ours);
            try (ScriptedEarthEngine server = secure(ours)) {
                assertThat(flow(server.url()).once()).isZero();
                assertThat(flow(server.url()).images()).hasSize(1);
            }
        }

        @Test
        void is_sent_nothing_if_its_certificate_is_not_trusted() throws Exception {
            try (ScriptedEarthEngine server = secure(ours)) {
                refuses(server, "unable to find valid certification path");
            }
        }

        @Test
        void is_sent_nothing_where_its_certificate_is_for_another_host() throws Exception {
            trust(another);
            try (ScriptedEarthEngine server = secure(another)) {
                refuses(server, "<localhost> doesn't match");
            }
        }

        private void refuses(ScriptedEarthEngine server, String reason) throws IOException {
            WholeFlow flow = flow(server.url());

            assertThat(flow.once("retry.attempts=20", "retry.delay=1h")).isEqualTo(3);

            assertThat(flow.summary().path("listingFailure").asText())
                    .startsWith("the server's certificate is not accepted: ")
                    .contains(reason, "trust store")
                    .doesNotContain("Exception");
            assertThat(server.listRequests()).isEmpty();
        }
    }

    @Nested
    class The_token_server {

        private ScriptedEarthEngine service;

        @BeforeEach
        void startService() {
            service = ScriptedEarthEngine.start().lists("a");
        }

        @AfterEach
        void stopService() throws IOException {
            service.close();
        }

        @Test
        void is_talked_to_where_its_certificate_is_trusted_and_for_its_name() throws Exception {
            trust(ours);
            try (ScriptedEarthEngine tokens = secure(ours)) {
                assertThat(flow(service.url()).once("earth-engine.credentials=" + key(tokens)))
                        .isZero();
                assertThat(tokens.tokensIssued()).isEqualTo(1);
            }
        }

        @Test
        void is_sent_nothing_if_its_certificate_is_not_trusted() throws Exception {
            try (ScriptedEarthEngine tokens = secure(ours)) {
                refuses(tokens, "unable to find valid certification path");
            }
        }

        @Test
        void is_sent_nothing_where_its_certificate_is_for_another_host() throws Exception {
            trust(another);
            try (ScriptedEarthEngine tokens = secure(another)) {
                refuses(tokens, "<localhost> doesn't match", "No subject alternative DNS name matching localhost");
            }
        }

        private void refuses(ScriptedEarthEngine tokens, String... reasons) throws IOException {
            WholeFlow flow = flow(service.url());

            assertThat(flow.once("earth-engine.credentials=" + key(tokens), "retry.attempts=20", "retry.delay=1h"))
                    .isEqualTo(3);

            assertThat(flow.summary().path("listingFailure").asText())
                    .startsWith("no token for swath@test-project.iam.gserviceaccount.com:"
                            + " the server's certificate is not accepted: ")
                    .containsAnyOf(reasons)
                    .doesNotContain("Exception");
            assertThat(tokens.tokensIssued()).isZero();
            assertThat(service.listRequests()).isEmpty();
        }

        private Path key(ScriptedEarthEngine tokens) throws IOException {
            return ServiceAccountFile.write(
                    folder.resolve("key.json"), tokens.url().resolve("/token"));
        }
    }

    private void trust(TestCertificate certificate) throws Exception {
        distrust = certificate.trusted();
    }

    @AfterEach
    void distrust() throws IOException {
        distrust.close();
    }

    private static ScriptedEarthEngine secure(TestCertificate certificate) throws Exception {
        return ScriptedEarthEngine.start(certificate.server()).lists("a");
    }

    private WholeFlow flow(URI service) {
        return new WholeFlow(service, folder.resolve("output"));
    }
}
