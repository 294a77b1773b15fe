package dev.swath.flow.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Slow;
import dev.swath.flow.FlowTest;
import dev.swath.flow.ScriptedReply;
import dev.swath.flow.With;
import dev.swath.message.OutcomeMessage;
import dev.swath.message.Schemas;
import dev.swath.message.TaskMessage;
import dev.swath.run.ImageOutcome;
import dev.swath.run.OutcomeStatus;
import dev.swath.run.RunSummary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import org.apache.camel.Exchange;
import org.apache.camel.builder.AdviceWith;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The default job where images go through a queue, here one within the process: documents, as over any other. */
@Slow(
        "Images that go through a queue within the process are stored once and counted once, whatever arrives twice, late or damaged.")
class QueueTest extends FlowTest {

    private final List<byte[]> tasks = new CopyOnWriteArrayList<>();
    private final List<byte[]> outcomes = new CopyOnWriteArrayList<>();

    @Override
    protected Properties settings() throws IOException {
        Properties settings = new Properties();
        settings.setProperty("swath.download-to", "seda:tasks?concurrentConsumers=3");
        settings.setProperty("swath.outcomes-to", "seda:outcomes");
        settings.setProperty("swath.dead-tasks-to", "seda:dead-tasks");
        settings.putAll(super.settings());
        return settings;
    }

    private void watchTheQueues() throws Exception {
        AdviceWith.adviceWith(context, "offer-task", route -> route.weaveById("to-tasks")
                .before()
                .process(exchange -> tasks.add(exchange.getMessage().getBody(byte[].class))));
        AdviceWith.adviceWith(context, "take-outcome", route -> route.weaveById("add-outcome")
                .before()
                .process(exchange -> outcomes.add(exchange.getMessage().getBody(byte[].class))));
    }

    @Test
    void every_image_is_downloaded_once_and_has_its_outcome_in_the_summary() throws Exception {
        watchTheQueues();
        earthEngine.lists("a b c d e f g h").answersPixels(ScriptedReply::pixels);

        RunSummary summary = run();

        assertThat(summary.stored()).isEqualTo(8);
        assertThat(summary.failed()).isZero();
        assertThat(summary.bytesReceived()).isPositive();
        assertThat(files()).hasSize(8);
        assertThat(earthEngine.pixelRequests()).hasSize(8);
    }

    @Test
    void what_is_in_the_queues_are_documents_as_their_schemas_say() throws Exception {
        watchTheQueues();
        earthEngine.lists("a b").answersPixels(ScriptedReply::pixels);

        run();

        assertThat(tasks).hasSize(2);
        assertThat(outcomes).hasSize(2);
        for (byte[] task : tasks) {
            assertThat(Schemas.violationsOfTask(task)).isEmpty();
            assertThat(task).isEqualTo(TaskMessage.read(task).toJson());
        }
        for (byte[] outcome : outcomes) {
            assertThat(Schemas.violationsOfOutcome(outcome)).isEmpty();
            assertThat(outcome).isEqualTo(OutcomeMessage.read(outcome).toJson());
        }
    }

    @Test
    void a_second_run_finds_what_the_workers_have_stored() throws Exception {
        earthEngine.lists("a b c").answersPixels(ScriptedReply::pixels);

        run();
        RunSummary second = run();

        assertThat(second.stored()).isZero();
        assertThat(second.skipped()).isEqualTo(3);
        assertThat(earthEngine.pixelRequests()).hasSize(3);
    }

    @Test
    void a_failed_image_comes_back_with_its_cause_and_the_others_are_stored() throws Exception {
        earthEngine
                .lists("a b c")
                .answersPixels(request -> request.image().equals("b")
                        ? ScriptedReply.error(403, "PERMISSION_DENIED", "not for you")
                        : ScriptedReply.pixels(request));

        RunSummary summary = run();

        assertThat(summary.stored()).isEqualTo(2);
        ImageOutcome failed = outcome(summary, "b");
        assertThat(failed.status()).isEqualTo(OutcomeStatus.FAILED);
        assertThat(failed.cause().orElseThrow()).contains("not for you");
    }

    @Test
    @With({"retry.rounds = 1", "retry.attempts = 0"})
    void an_image_that_failed_for_a_temporary_reason_is_sent_again() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        earthEngine
                .lists("a b")
                .answersPixels(request -> request.image().equals("b") && asked.getAndIncrement() == 0
                        ? ScriptedReply.error(503, "UNAVAILABLE", "later")
                        : ScriptedReply.pixels(request));

        RunSummary summary = run();

        assertThat(summary.stored()).isEqualTo(2);
        assertThat(summary.startedAgain()).isEqualTo(1);
    }

    @Test
    @With("concurrency.sent = 2")
    void the_listing_does_not_run_ahead_of_the_workers() throws Exception {
        AtomicInteger waiting = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AdviceWith.adviceWith(context, "offer-task", route -> route.weaveById("to-tasks")
                .before()
                .process(exchange -> most.accumulateAndGet(waiting.incrementAndGet(), Math::max)));
        AdviceWith.adviceWith(context, "take-outcome", route -> route.weaveById("add-outcome")
                .before()
                .process(exchange -> waiting.decrementAndGet()));
        earthEngine.lists("a b c d e f g h").answersPixels(ScriptedReply::pixels);

        assertThat(run().stored()).isEqualTo(8);

        assertThat(most).hasValueLessThanOrEqualTo(2);
    }

    @Test
    @With({"role = scheduler", "time-limit.run = 3s"})
    void at_the_limit_of_the_run_images_without_an_outcome_are_named() throws Exception {
        earthEngine.lists("a b").answersPixels(ScriptedReply::pixels);

        RunSummary summary = run();

        assertThat(summary.failed()).isEqualTo(2);
        assertThat(outcome(summary, "a").cause().orElseThrow())
                .contains("no worker returned an outcome", "swath.time-limit.run = 3s");
        assertThat(earthEngine.pixelRequests()).isEmpty();
    }

    @Test
    void an_outcome_that_comes_twice_counts_once() throws Exception {
        AdviceWith.adviceWith(context, "take-outcome", route -> route.weaveById("add-outcome")
                .before()
                .to("bean:sentTasks?method=take"));
        earthEngine.lists("a b c").answersPixels(ScriptedReply::pixels);

        RunSummary summary = run();

        assertThat(summary.stored()).isEqualTo(3);
        assertThat(summary.images()).hasSize(3);
    }

    @Test
    void a_message_that_is_no_task_is_set_aside() throws Exception {
        earthEngine.lists("a").answersPixels(ScriptedReply::pixels);
        run();

        template.sendBody("seda:tasks?concurrentConsumers=3", "{\"type\": \"swath.image-task\"}");

        assertThat(consumer.receiveBody("seda:dead-tasks", 10_000, String.class))
                .isEqualTo("{\"type\": \"swath.image-task\"}");
    }

    @Test
    void a_message_without_a_body_is_set_aside() throws Exception {
        earthEngine.lists("a").answersPixels(ScriptedReply::pixels);
        run();

        template.sendBody("seda:tasks?concurrentConsumers=3", null);

        Exchange dead = consumer.receive("seda:dead-tasks", 10_000);
        assertThat(dead).isNotNull();
        assertThat(dead.getMessage().getBody()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{sys:user.name}}", "${sys.user.name}", "a?host=example.org", "a/../b"})
    void a_task_with_a_name_that_could_reach_a_uri_is_set_aside_as_it_came(String name) throws Exception {
        watchTheQueues();
        earthEngine.lists("a").answersPixels(ScriptedReply::pixels);
        run();
        int asked = earthEngine.pixelRequests().size();
        String task = new String(tasks.get(0), StandardCharsets.UTF_8)
                .replaceFirst("SR_HARMONIZED/a\"", "SR_HARMONIZED/" + Matcher.quoteReplacement(name) + "\"");
        assertThat(task).contains(name);

        template.sendBody("seda:tasks?concurrentConsumers=3", task);

        assertThat(consumer.receiveBody("seda:dead-tasks", 10_000, String.class))
                .isEqualTo(task);
        assertThat(earthEngine.pixelRequests()).hasSize(asked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SR_HARMONIZED/z", "SR_HARMONIZED/{{sys:user.name}}", "../b", ""})
    void a_task_whose_image_was_altered_on_the_way_shows_at_once_as_a_failure_of_the_image_that_was_sent(String other)
            throws Exception {
        alter("offer-task", "to-tasks", "SR_HARMONIZED/b\"", other + "\"");
        earthEngine.lists("a b c").answersPixels(ScriptedReply::pixels);

        RunSummary summary = run();

        assertThat(summary.stored()).isEqualTo(2);
        assertThat(outcome(summary, "b").cause().orElseThrow()).contains("its task was set aside");
        assertThat(earthEngine.pixelRequests()).hasSize(2);
        assertThat(consumer.receiveBody("seda:dead-tasks", 10_000, String.class))
                .contains(other + "\"");
    }

    @Test
    void a_task_whose_run_was_altered_on_the_way_shows_at_once_as_a_failure_of_its_image() throws Exception {
        alter("offer-task", "to-tasks", "\"run\":{\"id\":\"2", "\"run\":{\"id\":\"1");
        earthEngine.lists("b").answersPixels(ScriptedReply::pixels);

        assertThat(outcome(run(), "b").cause().orElseThrow()).contains("its task was set aside", "altered on the way");
    }

    @Test
    void a_task_of_which_nothing_can_be_read_shows_at_once_as_a_failure_of_its_image() throws Exception {
        alter("offer-task", "to-tasks", "{\"type\"", "[\"type\"");
        earthEngine.lists("b").answersPixels(ScriptedReply::pixels);

        assertThat(outcome(run(), "b").cause().orElseThrow()).contains("its task was set aside", "not an image task");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"image\":\"COPERNICUS", "\"run\":{\"id\":\"2", "{\"type\""})
    void an_outcome_that_was_altered_on_the_way_shows_at_once_as_a_failure_of_its_image(String part) throws Exception {
        alter("take-outcome", "add-outcome", part, part.substring(0, part.length() - 1) + "!");
        earthEngine.lists("b").answersPixels(ScriptedReply::pixels);

        assertThat(outcome(run(), "b").cause().orElseThrow()).contains("the outcome of its worker can't be read");
    }

    /** Alters the messages with a text, before a step of a route. */
    private void alter(String route, String step, String text, String altered) throws Exception {
        AdviceWith.adviceWith(
                context, route, advice -> advice.weaveById(step).before().process(exchange -> {
                    String document = exchange.getMessage().getBody(String.class);
                    exchange.getMessage()
                            .setBody(document.replace(text, altered).getBytes(StandardCharsets.UTF_8));
                }));
    }

    @Test
    void headers_of_a_message_change_nothing() throws Exception {
        AdviceWith.adviceWith(context, "offer-task", route -> route.weaveById("to-tasks")
                .before()
                .setHeader("CamelHttpUri", route.constant("http://localhost:1/"))
                .setHeader("CamelHttpPath", route.constant("/elsewhere"))
                .setHeader("CamelFileName", route.constant("../elsewhere.tif"))
                .setHeader("CamelJmsDestinationName", route.constant("elsewhere")));
        earthEngine.lists("a b").answersPixels(ScriptedReply::pixels);

        assertThat(run().stored()).isEqualTo(2);

        assertThat(files()).containsExactlyInAnyOrder("a_L2A.tif", "b_L2A.tif");
    }

    @Test
    void a_task_of_an_unknown_version_is_set_aside_and_shows_as_a_failed_image() throws Exception {
        AdviceWith.adviceWith(context, "offer-task", route -> route.weaveById("to-tasks")
                .before()
                .process(exchange -> {
                    String task = exchange.getMessage().getBody(String.class);
                    if (task.contains("/b\"")) {
                        exchange.getMessage().setBody(task.replace("\"version\":\"1.0\"", "\"version\":\"2.0\""));
                    }
                }));
        earthEngine.lists("a b c").answersPixels(ScriptedReply::pixels);

        RunSummary summary = run();

        assertThat(summary.stored()).isEqualTo(2);
        assertThat(outcome(summary, "b").cause().orElseThrow()).contains("its task was set aside", "'2.0'");
    }

    @Test
    void an_outcome_of_an_unknown_version_shows_at_once_as_a_failed_image() throws Exception {
        AdviceWith.adviceWith(context, "take-outcome", route -> route.weaveById("add-outcome")
                .before()
                .process(exchange -> {
                    String outcome = exchange.getMessage().getBody(String.class);
                    if (outcome.contains("/b\"")) {
                        exchange.getMessage().setBody(outcome.replace("\"version\":\"1.0\"", "\"version\":\"2.0\""));
                    }
                }));
        earthEngine.lists("a b c").answersPixels(ScriptedReply::pixels);

        RunSummary summary = run();

        assertThat(summary.stored()).isEqualTo(2);
        assertThat(outcome(summary, "b").cause().orElseThrow())
                .contains("the outcome of its worker can't be read", "'2.0'");
    }
}
