package dev.swath.flow.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Slow;
import dev.swath.fuzz.Damage;
import dev.swath.fuzz.JsonDamage;
import dev.swath.fuzz.Trial;
import dev.swath.job.RouteText;
import dev.swath.job.SettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;

/** Job files, changed at random: each is read as jobs, or refused in one line. */
@Slow("Job files changed at random are obeyed or refused with one line.")
class JobFileFuzzTest {

    private static final Trial READING = new Trial(Duration.ofSeconds(10), 256 << 20, IllegalArgumentException.class);

    private static final String TWO_JOBS = """
            # Two jobs
            - templatedRoute:
                routeId: coast
                routeTemplateRef: ingest
                parameters:
                  - name: job
                    value: coast
                  - name: area
                    value: "centre 8.3958,-82.4350 side 0.005"
                  - { name: scale, value: 20 }
            - templatedRoute: {"routeId": "hills", "routeTemplateRef": "ingest", "parameters": [
                {"name": "job", "value": "hills"}, {"name": "cron", "value": "0 0 6 * * ?"},
                {"name": "visualization.max", "value": "3000"}, {"name": "bands", "value": &bands "B8,B4,B3"}]}
            """;

    private static CamelContext context;
    private static Jobs jobs;
    private static Path folder;

    @BeforeContainer
    static void start() throws IOException {
        folder = Files.createTempDirectory("job-files");
        context = new DefaultCamelContext();
        context.getPropertiesComponent().setLocation("file:application.properties");
        context.start();
        jobs = Jobs.of(context, Map.of(), List.of());
    }

    @AfterContainer
    static void stop() throws IOException {
        context.stop();
        Files.deleteIfExists(folder.resolve("job.camel.yaml"));
        Files.delete(folder);
    }

    @Property(tries = 1500, generation = GenerationMode.RANDOMIZED, edgeCases = EdgeCasesMode.NONE)
    void a_job_file_with_other_tokens_is_obeyed_or_refused(@ForAll("tokens") List<JsonDamage> damages)
            throws IOException {
        isObeyedOrRefused(JsonDamage.all(damages, TWO_JOBS).getBytes(UTF_8));
    }

    @Property(tries = 1500, generation = GenerationMode.RANDOMIZED, edgeCases = EdgeCasesMode.NONE)
    void a_job_file_with_other_bytes_is_obeyed_or_refused(@ForAll("bytes") List<Damage> damages) throws IOException {
        isObeyedOrRefused(Damage.all(
                damages,
                TWO_JOBS.getBytes(UTF_8),
                TWO_JOBS.replace("\n", "\r\n").getBytes(UTF_8)));
    }

    private static void isObeyedOrRefused(byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("job.camel.yaml"), content);

        READING.run(() -> {
            try {
                JobFile.read(context, file.toString(), RouteText.text(file)).forEach((name, parameters) -> assertThat(
                                jobs.read(name, new LinkedHashMap<>(parameters)).name())
                        .isEqualTo(name));
            } catch (SettingException refused) {
                assertThat(refused.getMessage()).isNotBlank().doesNotContain("\n");
            }
        });
    }

    @Provide
    Arbitrary<List<JsonDamage>> tokens() {
        return JsonDamage.some();
    }

    @Provide
    Arbitrary<List<Damage>> bytes() {
        return Damage.some();
    }
}
