package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.swath.RouteFile;
import dev.swath.Slow;
import dev.swath.deploy.Promtool;
import dev.swath.emulator.EarthEngineEmulator;
import dev.swath.emulator.EmulatorSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The metrics of {@code swath run} after a run, compared with documentation, Grafana dashboard and alerts. */
@Slow("The metrics of a real run are those that documentation, Grafana and alert rules name.")
@Timeout(300)
class MetricsIT {

    private static final String JOB = "swath_job=david-chiriqui";
    private static final Pattern METRIC = Pattern.compile("\\b(swath|camel|jvm|process|system)_\\w+");
    private static final Pattern ROW = Pattern.compile("\\| `(swath_\\w+)` \\| (\\w+) \\| ([^|]*) \\|.*");

    @TempDir
    private static Path folder;

    private static String page;
    private static Exposition metrics;
    private static JsonNode summary;

    @BeforeAll
    static void scrapeAfterARun() throws Exception {
        int port = FreePort.find();
        try (EarthEngineEmulator emulator = EarthEngineEmulator.start(EmulatorSettings.defaults())) {
            OtherFolder.fill(folder, emulator.url(), "cron = * * * * * ?", "end = 2024-01-16", "health.port = " + port);
            try (SwathProcess swath = SwathProcess.start(folder, Map.of(), "run")) {
                assertThat(swath.hasWritten("INFO Summaries")).isTrue();
                page = scrape(port);
                metrics = Exposition.parse(page);
                swath.terminate();
                swath.result();
            }
        }
        try (Stream<Path> files = Files.list(folder.resolve("images/runs"))) {
            Path first = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
            summary = new ObjectMapper().readTree(first.toFile());
        }
    }

    /** With the header that Prometheus sends, except for its preferred format. */
    private static String scrape(int port) throws IOException, InterruptedException {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/observe/metrics"))
                                .header("Accept", "text/plain;version=0.0.4;q=0.5,*/*;q=0.1")
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        return response.body();
    }

    @Test
    void the_values_are_those_of_the_summary() {
        double stored = summary.path("stored").asDouble();
        assertThat(stored).isEqualTo(3);
        assertThat(metrics.value("swath_images_total", JOB, "status=stored", "split=parallel"))
                .isEqualTo(stored);
        assertThat(metrics.value("swath_requests_total", JOB, "kind=pixels", "outcome=ok"))
                .isEqualTo(summary.path("requests").asDouble());
        assertThat(metrics.value("swath_received_bytes_total", JOB, "kind=pixels"))
                .isEqualTo(summary.path("bytesReceived").asDouble());
        assertThat(metrics.value("swath_written_bytes_total", JOB))
                .isEqualTo(summary.path("bytesWritten").asDouble());
        assertThat(metrics.value("swath_last_run_complete", JOB)).isEqualTo(1);
        assertThat(metrics.value("swath_runs_total", JOB, "status=complete")).isPositive();
        assertThat(metrics.value("swath_request_duration_seconds_bucket", JOB, "kind=pixels", "le=600.0"))
                .isEqualTo(stored);
        assertThat(metrics.value("camel_exchanges_total", "routeId=download-image"))
                .isGreaterThanOrEqualTo(stored);
    }

    /** Prometheus' linter complains about names here; Camel's own labels are not ours to choose. */
    @Test
    void promtool_finds_nothing_amiss_with_names_and_texts() throws Exception {
        Promtool.require();
        Path input = Files.writeString(folder.resolve("metrics.txt"), page);

        Promtool.Result result = Promtool.run(folder, input, "check", "metrics");

        assertThat(result.said().lines().filter(line -> line.contains("swath"))).isEmpty();
        assertThat(result.said()).doesNotContain("error while");
    }

    @Test
    void docs_name_each_metric_with_its_type_and_its_labels_and_no_other() throws IOException {
        Map<String, String> documented = new TreeMap<>();
        for (String line : Files.readAllLines(RouteFile.projectFolder().resolve("docs/operations.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                Set<String> labels = new TreeSet<>(
                        Set.of(row.group(3).replaceAll("[`\\s–]", "").split(",")));
                labels.remove("");
                documented.put(row.group(1), row.group(2) + " " + labels);
            }
        }
        Map<String, String> exposed = new TreeMap<>();
        metrics.types().forEach((name, type) -> {
            // The recent maximum, which Micrometer adds to each histogram.
            if (name.startsWith("swath_") && !name.endsWith("_seconds_max")) {
                exposed.put(name, type + " " + metrics.labels(name));
            }
        });

        assertThat(documented).isEqualTo(exposed);
    }

    @Test
    void the_dashboard_asks_for_nothing_that_there_is_not() throws IOException {
        JsonNode dashboard = new ObjectMapper()
                .readTree(RouteFile.projectFolder()
                        .resolve("deploy/grafana/swath.json")
                        .toFile());
        Set<String> used = new TreeSet<>();
        dashboard.findValues("expr").forEach(expression -> used.addAll(metricsIn(expression.asText())));
        dashboard
                .at("/templating/list")
                .forEach(each -> used.addAll(metricsIn(each.path("definition").asText())));

        assertThat(used).hasSizeGreaterThan(30);
        assertThat(metrics.names()).containsAll(used);
    }

    @Test
    void the_alerts_ask_for_nothing_that_there_is_not() throws IOException {
        Set<String> used = new TreeSet<>();
        new ObjectMapper(new YAMLFactory())
                .readTree(RouteFile.projectFolder()
                        .resolve("deploy/prometheus/swath.rules.yaml")
                        .toFile())
                .findValues("expr")
                .forEach(expression -> used.addAll(metricsIn(expression.asText())));

        assertThat(used).hasSizeGreaterThan(10);
        assertThat(metrics.names()).containsAll(used);
    }

    private static Set<String> metricsIn(String expression) {
        Set<String> names = new TreeSet<>();
        METRIC.matcher(expression).results().forEach(found -> names.add(found.group()));
        names.remove("swath_job");
        return names;
    }
}
