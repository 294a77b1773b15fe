package dev.swath.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Slow;
import dev.swath.flow.jobs.Jobs;
import dev.swath.flow.store.Outputs;
import dev.swath.job.Job;
import dev.swath.run.RunSummary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Job files that are added, changed and removed while the process runs. */
@Slow("Job files that are added, changed or removed take effect while the process runs.")
class JobFileWatcherTest extends FlowTest {

    private Path jobFolder;
    private Jobs jobs;
    private JobFileWatcher files;

    @BeforeEach
    void watchAnEmptyFolder() throws IOException {
        context.start();
        jobFolder = Files.createDirectories(folder.resolve("jobs"));
        jobs = context.getRegistry().lookupByNameAndType("jobs", Jobs.class);
        files = new JobFileWatcher(
                context, jobFolder, jobs, context.getRegistry().lookupByNameAndType("outputs", Outputs.class));
    }

    /** Without a scale, which would beat that of the job files. */
    @Override
    protected Properties settings() throws IOException {
        Properties settings = super.settings();
        settings.remove("swath.scale");
        return settings;
    }

    @Test
    void an_added_file_is_a_job_that_runs() throws Exception {
        earthEngine.lists("a");
        write("coast", "value: '20'", "scale");

        files.look();

        assertThat(context.getRouteController().getRouteStatus("coast").isStarted())
                .isTrue();
        assertThat(runOf("coast").stored()).isOne();
    }

    @Test
    void a_changed_file_changes_its_job_and_no_other() throws Exception {
        write("coast", "value: '20'", "scale");
        write("hills", "value: '20'", "scale");
        files.look();
        Route untouched = context.getRoute("hills");
        write("coast", "value: '0 15 7 * * ?'", "cron");

        files.look();

        assertThat(jobs.job("coast").scale()).isEmpty();
        assertThat(context.getRoute("coast").getEndpoint().getEndpointUri()).contains("0+15+7");
        assertThat(context.getRoute("hills")).isSameAs(untouched);
    }

    @Test
    void a_removed_file_ends_its_job() throws Exception {
        write("coast", "value: '20'", "scale");
        files.look();
        Files.delete(file("coast"));

        files.look();

        assertThat(context.getRoute("coast")).isNull();
        assertThat(jobs.all()).extracting(Job::name).containsExactly(JOB);
    }

    @Test
    void a_broken_file_leaves_the_job_as_it_was_until_it_is_mended() throws Exception {
        write("coast", "value: '20'", "scale");
        files.look();
        Route before = context.getRoute("coast");
        for (String broken : new String[] {"- templatedRoute: [", "- route:\n    id: x\n", "nonsense"}) {
            Files.writeString(file("coast"), broken);
            files.look();
        }
        write("coast", "value: '-1'", "scale");
        files.look();
        write("coast", "value: '10'", "skale");
        files.look();

        assertThat(context.getRoute("coast")).isSameAs(before);
        assertThat(jobs.job("coast").scale()).hasValue(20);

        write("coast", "value: '10'", "scale");
        files.look();

        assertThat(jobs.job("coast").scale()).hasValue(10);
    }

    /** Each is reported by its name, and the others still take effect. */
    @Test
    void files_that_cannot_be_read_hinder_no_other_and_end_no_job() throws Exception {
        write("coast", "value: '20'", "scale");
        files.look();
        Files.writeString(file("deep"), "[".repeat(20_000));
        Files.write(file("latin"), "# C\u00f4te".getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(file("long"), "#".repeat((1 << 20) + 1));
        Files.write(file("coast"), new byte[] {(byte) 0xff});
        Files.createDirectory(file("folder"));
        write("hills", "value: '30'", "scale");
        Files.writeString(
                file("twice"),
                (Files.readString(file("hills")) + Files.readString(file("hills"))).replace("hills", "twice"));

        files.look();
        files.look();

        assertThat(jobs.all()).extracting(Job::name).containsExactlyInAnyOrder(JOB, "coast", "hills");
        assertThat(jobs.job("coast").scale()).hasValue(20);

        write("coast", "value: '10'", "scale");
        write("deep", "value: '40'", "scale");
        write("twice", "value: '50'", "scale");
        files.look();

        assertThat(jobs.job("coast").scale()).hasValue(10);
        assertThat(jobs.job("deep").scale()).hasValue(40);
        assertThat(jobs.job("twice").scale()).hasValue(50);
    }

    @Test
    void a_schedule_that_never_fires_leaves_the_job_as_it_was() throws Exception {
        write("coast", "value: '20'", "scale");
        files.look();
        write("coast", "value: '0 0 0 30 2 ?'", "cron");

        files.look();
        files.look();

        assertThat(jobs.job("coast").scale()).hasValue(20);
        assertThat(context.getRouteController().getRouteStatus("coast").isStarted())
                .isTrue();
    }

    @Test
    void two_files_do_not_share_a_job() throws Exception {
        write("coast", "value: '20'", "scale");
        files.look();
        Files.writeString(file("shore"), Files.readString(file("coast")).replace("'20'", "'10'"));

        files.look();

        assertThat(jobs.job("coast").scale()).hasValue(20);
    }

    @Test
    void a_job_of_the_route_files_that_were_there_before_keeps_its_name() throws Exception {
        write(JOB, "value: '20'", "scale");

        files.look();

        assertThat(jobs.job(JOB).scale()).hasValue(2);
    }

    @Test
    void a_change_waits_for_the_end_of_the_run() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        earthEngine.lists("a").answersPixels(request -> {
            asked.countDown();
            await(answer);
            return ScriptedReply.pixels(request);
        });
        write("coast", "value: '10'", "scale");
        files.look();
        CompletableFuture<RunSummary> run = CompletableFuture.supplyAsync(() -> runOf("coast"));
        await(asked);
        write("coast", "value: '20'", "scale");

        files.look();

        assertThat(jobs.job("coast").scale()).hasValue(10);
        answer.countDown();
        assertThat(run.get(30, TimeUnit.SECONDS).stored()).isOne();

        files.look();

        assertThat(jobs.job("coast").scale()).hasValue(20);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private RunSummary runOf(String job) {
        Route route = context.getRoute(job);
        Exchange exchange = context.getEndpoint("direct:" + job).createExchange();
        exchange.getExchangeExtension().setFromRouteId(job);
        context.getInflightRepository().add(exchange, job);
        try {
            route.getProcessor().process(exchange);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            context.getInflightRepository().remove(exchange, job);
        }
        return exchange.getMessage().getBody(RunSummary.class);
    }

    private void write(String job, String value, String parameter) throws IOException {
        Files.writeString(file(job), """
                - templatedRoute:
                    routeId: %s
                    routeTemplateRef: ingest
                    parameters:
                      - name: job
                        value: %s
                      - name: collection
                        value: COPERNICUS/S2_SR_HARMONIZED
                      - name: area
                        value: centre 8.3958,-82.4350 side 0.005
                      - name: start
                        value: '2024-01-01'
                      - name: end
                        value: '2024-07-31'
                      - name: bands
                        value: B8,B4,B3
                      - name: %s
                        %s
                """.formatted(job, job, parameter, value));
    }

    private Path file(String job) {
        return jobFolder.resolve(job + ".camel.yaml");
    }
}
