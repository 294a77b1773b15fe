package dev.swath.flow.summarize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.swath.Slow;
import dev.swath.flow.FlowTest;
import dev.swath.flow.ScriptedReply;
import dev.swath.flow.Standard;
import dev.swath.flow.StubbornServer;
import dev.swath.flow.With;
import dev.swath.run.RunSummary;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

/** Who is told of a run, and how. */
@Slow("Each recipient is notified of a run in its own format; one that can't be reached affects no other and no run.")
class NotificationsTest extends FlowTest {

    private final GreenMail mail =
            new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort());
    private StubbornServer webhook;

    /** In the settings of a test, {@code HOOK}, {@code MAIL} and {@code FILE} stand for addresses of that kind. */
    @Override
    protected Properties settings() throws IOException {
        mail.start();
        Properties settings = super.settings();
        webhook = StubbornServer.start(503, Integer.parseInt(settings.getProperty("swath.test.refusals", "0")), "");
        for (String key : new String[] {"swath.summary-to", "swath.alert-to"}) {
            settings.setProperty(
                    key,
                    settings.getProperty(key, "")
                            .replace("HOOK", webhook.url() + "/told?token=RAW(a,b:c)")
                            .replace("FILE", "file:" + folder.resolve("told"))
                            .replace(
                                    "MAIL",
                                    "smtp://127.0.0.1:" + mail.getSmtp().getPort()
                                            + "?from=swath@example.org&to=ann@example.org,bob@example.org"));
        }
        return settings;
    }

    @Override
    protected void cleanupResources() throws IOException {
        super.cleanupResources();
        webhook.close();
        mail.stop();
    }

    @Test
    @With({"alert-to = HOOK", "alert.on = empty"})
    void a_run_without_any_image_is_worth_an_alert_where_the_job_says_so() throws Exception {
        earthEngine.lists("");

        RunSummary summary = run();

        assertThat(summary.complete()).isTrue();
        assertThat(webhook.taken()).hasSize(1);
        assertThat(new ObjectMapper()
                        .readTree(webhook.taken().get(0).body())
                        .path("noMatch")
                        .asText())
                .startsWith("no image matches");
    }

    @Test
    @With({"alert-to = HOOK", "alert.on = empty, failed", "retry.attempts = 0"})
    void an_image_that_failed_is_worth_an_alert_where_failures_are_named() throws Exception {
        earthEngine.lists("a").answersPixels(request -> ScriptedReply.error(400, "INVALID_ARGUMENT", "No."));

        assertThat(run().failed()).isEqualTo(1);
        assertThat(webhook.taken()).hasSize(1);
    }

    @Test
    @With({"alert-to = HOOK", "alert.on = failed"})
    void a_listing_that_fails_is_no_failed_image() throws Exception {
        earthEngine.answersListing(request -> ScriptedReply.error(403, "PERMISSION_DENIED", "Not yours."));

        assertThat(run().complete()).isFalse();
        assertThat(webhook.taken()).isEmpty();
    }

    @Test
    @With("summary-to = HOOK, FILE, MAIL")
    void each_recipient_gets_its_own_format() throws Exception {
        earthEngine.lists("a");

        RunSummary summary = run();

        assertThat(webhook.taken()).singleElement().satisfies(told -> {
            assertThat(told.method()).isEqualTo("POST");
            assertThat(told.path()).isEqualTo("/told?token=a%2Cb%3Ac");
            assertThat(told.type()).isEqualTo("application/json");
            assertThat(told.headers()).doesNotContain("Firetime", "Jobname");
            assertThat(new ObjectMapper().readTree(told.body()).path("run").asText())
                    .isEqualTo(summary.run());
        });
        Path file = folder.resolve("told").resolve(summary.run() + ".json");
        assertThat(new ObjectMapper().readTree(file.toFile()).path("stored").asInt())
                .isEqualTo(1);
        assertThat(mail.getReceivedMessages()).hasSize(2);
    }

    @Test
    @With("alert-to = MAIL")
    void a_mail_shows_a_failure_in_plain_text_and_in_html() throws Exception {
        earthEngine
                .lists("a b")
                .answersPixels(request -> request.image().endsWith("b")
                        ? ScriptedReply.error(400, "INVALID_ARGUMENT", "no <such> band & so on")
                        : ScriptedReply.pixels(request));

        RunSummary summary = run();

        MimeMessage letter = mail.getReceivedMessages()[0];
        assertThat(letter.getSubject()).isEqualTo("swath " + JOB + ": 1 stored, 1 failed");
        assertThat(letter.getFrom()[0]).hasToString("swath@example.org");
        MimeMultipart parts = (MimeMultipart) letter.getContent();
        assertThat(letter.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getBodyPart(0).getContentType()).startsWith("text/plain");
        assertThat(GreenMailUtil.getBody(parts.getBodyPart(0)))
                .contains(summary.run())
                .contains("no <such> band & so on");
        assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
        assertThat(GreenMailUtil.getBody(parts.getBodyPart(1))).contains("no &lt;such&gt; band &amp; so on");
    }

    @Test
    @With({"summary-to = HOOK", "alert-to = MAIL"})
    void a_run_without_failure_alerts_nobody() throws Exception {
        earthEngine.lists("a");

        assertThat(run().complete()).isTrue();
        assertThat(webhook.taken()).hasSize(1);
        assertThat(mail.getReceivedMessages()).isEmpty();
    }

    @Test
    @With({"summary-to = HOOK, FILE", "test.refusals = 1000"})
    void an_unreachable_recipient_affects_neither_the_others_nor_the_run() throws Exception {
        earthEngine.lists("a");

        RunSummary summary = run();

        assertThat(summary.complete()).isTrue();
        assertThat(webhook.asked()).as("a try and two more").isEqualTo(3);
        assertThat(folder.resolve("told").resolve(summary.run() + ".json")).exists();
        assertThat(context.getRegistry()
                        .lookupByNameAndType("notifications", Notifications.class)
                        .failures())
                .isEqualTo(1);
    }

    @Test
    @With({"summary-to = HOOK", "test.refusals = 2"})
    void a_recipient_that_recovers_is_notified() throws Exception {
        earthEngine.lists("a");
        run();

        assertThat(webhook.taken()).hasSize(1);
    }

    /** As any queue is told: by the URI of a component that is on the class path. */
    @Test
    @With("summary-to = seda:told")
    void a_component_that_swath_knows_nothing_of_gets_the_json() throws Exception {
        earthEngine.lists("a");

        RunSummary summary = run();

        Exchange told = context.createConsumerTemplate().receive("seda:told", 10_000);
        assertThat(new ObjectMapper()
                        .readTree(told.getMessage().getBody(String.class))
                        .path("run")
                        .asText())
                .isEqualTo(summary.run());
        assertThat(told.getMessage().getHeader(Exchange.CONTENT_TYPE)).isEqualTo("application/json");
    }

    @Test
    @With({"summary-to = HOOK", "test.refusals = 1000"})
    void an_unreachable_recipient_is_named_in_a_warning_without_secrets() throws Exception {
        earthEngine.lists("a");

        String log = Standard.errorOf(this::run);

        assertThat(log)
                .containsPattern("WARN Notifications - run=.* http://127.0.0.1:\\d+ could not be notified: HTTP 503")
                .doesNotContain("a,b:c", "a%2Cb%3Ac", "/told");
    }

    @Test
    @With("alert-to = FILE")
    void recipients_are_notified_of_a_failed_listing() throws Exception {
        earthEngine.answersListing(request -> ScriptedReply.error(404, "NOT_FOUND", "no such collection"));

        RunSummary summary = run();

        assertThat(Files.readString(folder.resolve("told").resolve(summary.run() + ".json")))
                .contains("listingFailure");
    }

    @Test
    @With({"output = direct:nowhere", "alert-to = FILE"})
    void recipients_are_notified_even_if_the_output_fails() throws Exception {
        earthEngine.lists("a");

        assertThatThrownBy(this::run).hasStackTraceContaining("the output did not accept the file");

        try (Stream<Path> told = Files.list(folder.resolve("told"))) {
            Path summary = told.findFirst().orElseThrow();
            assertThat(new ObjectMapper()
                            .readTree(summary.toFile())
                            .path("failed")
                            .asInt())
                    .isEqualTo(1);
        }
    }
}
