package dev.swath.flow.summarize;

import dev.swath.flow.jobs.Jobs;
import dev.swath.flow.store.SinkFailure;
import dev.swath.flow.store.Sinks;
import dev.swath.job.Alert;
import dev.swath.job.SummaryRecipients;
import dev.swath.report.SummaryJson;
import dev.swath.report.SummaryMail;
import dev.swath.run.RunSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the summary of a run to its recipients: as a mail to mail addresses, as JSON to all others. */
public final class Notifications {

    private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);
    private static final Set<String> MAIL = Set.of("smtp", "smtps");
    /** Header of camel-mail for the plain text of a mail whose body is HTML. */
    private static final String PLAIN_TEXT = "CamelMailAlternativeBody";

    private final Jobs jobs;
    private final Sinks sinks;
    private final BiPredicate<String, String> mayNotify;
    private final AtomicInteger failures = new AtomicInteger();

    /**
     * Notifications about the runs of these jobs.
     *
     * @param mayNotify whether the recipient (second) is to be notified of a run (first) by this process: one that several schedulers
     *     had is summed up by the last of them, and may have been by the one before
     */
    public Notifications(Jobs jobs, Sinks sinks, BiPredicate<String, String> mayNotify) {
        this.jobs = jobs;
        this.sinks = sinks;
        this.mayNotify = mayNotify;
    }

    /**
     * One recipient.
     *
     * @param key the setting that names it
     * @param uri its address, with secrets
     */
    public record Recipient(String key, String uri) {

        boolean readsMail() {
            return MAIL.contains(Sinks.scheme(uri));
        }

        /** The address without its secrets. */
        @Override
        public String toString() {
            return Sinks.name(uri);
        }
    }

    /** The recipients of the summary of this run. */
    public List<Recipient> recipients(@Variable("summary") RunSummary summary) {
        SummaryRecipients of = jobs.job(summary.job()).recipients();
        List<Recipient> recipients = new ArrayList<>();
        of.ofEach().forEach(uri -> recipients.add(new Recipient(SummaryRecipients.SUMMARY_TO, uri)));
        if (of.alerts().stream().anyMatch(alert -> calls(alert, summary))) {
            of.ofAlerts().forEach(uri -> recipients.add(new Recipient(SummaryRecipients.ALERT_TO, uri)));
        }
        return recipients;
    }

    private static boolean calls(Alert alert, RunSummary summary) {
        return switch (alert) {
            case FAILED -> summary.failed() > 0;
            case INCOMPLETE -> !summary.complete();
            case EMPTY -> summary.noMatch().isPresent();
        };
    }

    /** Whether this process is to notify a recipient: true once for each run, in whichever process. */
    public boolean isFirst(@Variable("recipient") Recipient recipient, @Variable("summary") RunSummary summary) {
        boolean first = mayNotify.test(summary.run(), recipient.key() + " " + recipient);
        if (!first) {
            LOG.info(
                    "run={} {} was notified by the scheduler that had the run before, or could not be",
                    summary.run(),
                    recipient);
        }
        return first;
    }

    /** Writes the summary into the message in the recipient's format. */
    public void write(
            Exchange exchange, @Variable("recipient") Recipient recipient, @Variable("summary") RunSummary summary) {
        Message message = exchange.getMessage();
        if (recipient.readsMail()) {
            SummaryMail letter = SummaryMail.of(summary);
            message.setHeader("Subject", letter.subject());
            message.setHeader(PLAIN_TEXT, letter.text());
            message.setHeader(Exchange.CONTENT_TYPE, "text/html; charset=UTF-8");
            message.setBody(letter.html());
        } else {
            message.setHeader(Exchange.FILE_NAME, summary.run() + ".json");
            message.setHeader(Exchange.CONTENT_TYPE, "application/json");
            // Without it, an address with a query would get a GET.
            message.setHeader(Exchange.HTTP_METHOD, "POST");
            message.setBody(SummaryJson.of(summary));
        }
    }

    /** The endpoint of the recipient. */
    public Endpoint endpoint(@Variable("recipient") Recipient recipient) {
        return sinks.endpoint(recipient.key(), recipient.uri());
    }

    /** Logs that a recipient could not be notified; the run goes on. */
    public void failed(
            Exchange exchange, @Variable("recipient") Recipient recipient, @Variable("summary") RunSummary summary) {
        LOG.warn(
                "run={} {} could not be notified: {} ({} notifications failed since the start)",
                summary.run(),
                recipient,
                SinkFailure.cause(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)),
                failures.incrementAndGet());
    }

    /** How many notifications failed since the start. */
    public int failures() {
        return failures.get();
    }
}
