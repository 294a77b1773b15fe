package dev.swath.flow.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.swath.Slow;
import dev.swath.TestCertificate;
import dev.swath.flow.FlowTest;
import dev.swath.flow.StubbornServer;
import dev.swath.flow.With;
import dev.swath.job.SettingException;
import dev.swath.job.SettingReader;
import dev.swath.network.ConnectProxy;
import dev.swath.network.Network;
import dev.swath.run.RunSummary;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outputs and recipients whose names the proxy alone knows, and which answer to nobody else. */
@Slow("Files and summaries go to S3, SFTP, web servers and mail through the proxy.")
class ProxiedSinksTest extends FlowTest {

    private static final String LOGIN = "me:s3cret";

    @TempDir
    private static Path certificates;

    private static Path authority;
    private static TestCertificate certificate;

    @TempDir
    private Path remote;

    private final GreenMail mail =
            new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort());
    private ConnectProxy proxy;
    private S3Server s3;
    private SftpServer sftp;
    private StubbornServer web;

    @BeforeAll
    static void makeCertificates() throws Exception {
        authority = certificates.resolve("authority.pem");
        certificate = TestCertificate.signed(authority, "s3.test", "localhost");
    }

    /** In the settings of a test, {@code S3}, {@code SFTP}, {@code WEB} and {@code MAIL} stand for addresses of that kind. */
    @Override
    protected Properties settings() throws IOException {
        mail.start();
        proxy = ConnectProxy.start(LOGIN);
        s3 = S3Server.start(remote, certificate);
        sftp = SftpServer.start(remote);
        web = StubbornServer.start(503, 0, "");
        proxy.knows("s3.test", s3.url().getPort())
                .knows("sftp.test", sftp.port())
                .knows("web.test", URI.create(web.url()).getPort())
                .knows("mail.test", mail.getSmtp().getPort());
        Properties settings = super.settings();
        settings.setProperty("swath.proxy", proxy.url(settings.getProperty("swath.test.login", LOGIN)));
        settings.setProperty("swath.trust", authority.toString());
        settings.setProperty("swath.work", folder.resolve("work").toString());
        String known = sftp.knownHosts(folder, "sftp.test").toString();
        for (String key : new String[] {"swath.output", "swath.summary-to"}) {
            settings.setProperty(
                    key,
                    settings.getProperty(key, "")
                            .replace(
                                    "S3",
                                    "aws2-s3://" + S3Server.BUCKET
                                            + "?overrideEndpoint=true&uriEndpointOverride=https://s3.test:9000"
                                            + "&forcePathStyle=true&region=us-east-1&accessKey=" + S3Server.USER
                                            + "&secretKey=RAW(" + S3Server.SECRET + ")")
                            .replace(
                                    "SFTP",
                                    "sftp://sftp.test:%d/imagery?username=%s&password=RAW(%s)&knownHostsFile=%s"
                                            .formatted(sftp.port(), SftpServer.USER, SftpServer.PASSWORD, known))
                            .replace("WEB", "http://web.test/put")
                            .replace("MAIL", "smtp://mail.test:2525?from=swath@example.org&to=ann@example.org"));
        }
        return settings;
    }

    @Override
    protected void cleanupResources() throws IOException {
        super.cleanupResources();
        proxy.close();
        s3.close();
        sftp.close();
        web.close();
        mail.stop();
    }

    @Test
    @With("output = S3")
    void an_object_store_is_reached_over_tls_through_the_proxy() throws Exception {
        earthEngine.lists("a");

        RunSummary summary = run();

        assertThat(summary.stored()).isEqualTo(1);
        assertThat(s3.object("a_L2A.tif").type()).isEqualTo("image/tiff");
        assertThat(proxy.targets()).contains("s3.test:9000").containsOnly("s3.test:9000");
    }

    @Test
    @With({"output = S3", "test.login = me:hunter2", "retry.attempts = 5", "retry.delay = 1h"})
    void an_object_store_is_not_blamed_for_the_proxy() {
        earthEngine.lists("a");

        assertThatThrownBy(this::run)
                .hasStackTraceContaining("the proxy " + proxy.url() + " does not accept the user and password")
                .hasMessageNotContaining("hunter2");
        assertThat(proxy.targets()).isEmpty();
    }

    @Test
    @With("output = SFTP")
    void an_sftp_server_is_reached_through_the_proxy() throws Exception {
        earthEngine.lists("a");

        RunSummary summary = run();

        assertThat(summary.stored()).isEqualTo(1);
        try (Stream<Path> files = Files.walk(remote.resolve("imagery"))) {
            assertThat(files.map(file -> file.getFileName().toString())).contains("a_L2A.tif");
        }
        assertThat(proxy.targets()).isNotEmpty().containsOnly("sftp.test:" + sftp.port());
    }

    @Test
    @With({"output = SFTP", "test.login = me:hunter2", "retry.attempts = 5", "retry.delay = 1h"})
    void an_sftp_server_is_not_blamed_for_the_proxy() {
        earthEngine.lists("a");

        assertThatThrownBy(this::run)
                .hasStackTraceContaining("the proxy " + proxy.url() + " does not accept the user and password")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    @With({"output = WEB", "summary-to = MAIL, WEB"})
    void web_servers_and_mail_are_reached_through_the_proxy() throws Exception {
        earthEngine.lists("a");

        RunSummary summary = run();

        assertThat(summary.stored()).isEqualTo(1);
        assertThat(web.taken()).extracting(StubbornServer.Received::method).contains("PUT", "POST");
        assertThat(mail.getReceivedMessages()).hasSize(1);
        assertThat(proxy.targets()).contains("web.test:-1", "mail.test:2525");
    }

    @Test
    void an_ftp_server_that_the_proxy_would_have_to_reach_stops_the_start() {
        Sinks sinks = new Sinks(context, Duration.ofMinutes(1), network());

        for (String scheme : List.of("ftp", "ftps")) {
            assertThatThrownBy(() -> sinks.check("swath.output", scheme + "://who:hunter2@ftp.test/x?password=hunter2"))
                    .isInstanceOf(SettingException.class)
                    .hasMessageStartingWith(
                            "swath.output = '" + scheme + "://ftp.test/x': can't be reached through the proxy")
                    .hasMessageContaining("NO_PROXY")
                    .hasMessageNotContaining("hunter2");
        }
        sinks.check("swath.output", "ftp://who@localhost/x?password=hunter2");
    }

    private Network network() {
        return Network.of(
                SettingReader.of(key -> key.equals("swath.proxy") ? Optional.of(proxy.url(LOGIN)) : Optional.empty()));
    }
}
