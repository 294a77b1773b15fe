package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swath.flow.ScriptedEarthEngine;
import dev.swath.flow.ScriptedReply;
import dev.swath.flow.ServiceAccountFile;
import dev.swath.it.SwathProcess.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that a run says or leaves behind holds one of its secrets, not even at the level DEBUG and where all goes wrong. */
@Timeout(300)
class SecretsIT {

    private static final String PASSWORD = "hunter2";
    private static final Map<String, String> DEBUG = Map.of(
            "JAVA_TOOL_OPTIONS",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=debug -Dorg.slf4j.simpleLogger.log.dev.swath=debug"
                    + " -Dorg.slf4j.simpleLogger.log.org.apache.camel=debug");
    /** Where the secrets are kept. */
    private static final Set<String> KEPT_IN = Set.of("application.properties", "key.json");

    @TempDir
    private Path folder;

    private final ScriptedEarthEngine earthEngine = ScriptedEarthEngine.start().lists("a b");
    private final List<String> settings = new ArrayList<>();

    @BeforeEach
    void giveSecrets() throws IOException {
        ServiceAccountFile.write(folder.resolve("key.json"), earthEngine.url().resolve("/token"));
        settings.addAll(List.of(
                "earth-engine.credentials = key.json",
                "earth-engine.project = my-project",
                "retry.attempts = 1",
                "retry.delay = 10ms",
                "summary-to = http://reader:" + PASSWORD + "-a@localhost:1/hook?key=" + PASSWORD + "-b",
                "alert-to = smtp:localhost:1?username=reader&password=" + PASSWORD + "-c&to=reader@example.org"));
    }

    @AfterEach
    void stop() throws IOException {
        earthEngine.close();
    }

    @Test
    void a_run_that_goes_well_and_tells_nobody_it_could() throws Exception {
        Result result = once();

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.err()).contains("DEBUG", "WARN");
        assertNoSecretIn(result);
    }

    @Test
    void a_service_that_refuses_and_repeats_the_token() throws Exception {
        earthEngine.answersPixels(request -> ScriptedReply.error(
                401, "UNAUTHENTICATED", "No good: " + request.headers().get("authorization")));

        Result result = once();

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("HTTP 401", "No good");
        assertNoSecretIn(result);
    }

    @Test
    void an_output_that_can_not_be_reached() throws Exception {
        settings.add("output = sftp:writer@localhost:1/images?password=" + PASSWORD + "-d&knownHostsFile=none");

        Result result = once();

        assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
        assertThat(result.err()).contains("2 failed");
        assertNoSecretIn(result);
    }

    @Test
    void settings_that_can_not_be_obeyed() throws Exception {
        settings.add("output = sftp:writer:" + PASSWORD + "-e@localhost:1/images?pasword=" + PASSWORD + "-f");

        Result result = once();

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("swath.output");
        assertNoSecretIn(result);
    }

    private Result once() throws IOException, InterruptedException {
        OtherFolder.fill(folder, earthEngine.url(), settings.toArray(String[]::new));
        return SwathProcess.java(folder, DEBUG, "once");
    }

    private void assertNoSecretIn(Result result) throws IOException {
        Map<String, String> said = new LinkedHashMap<>();
        said.put("standard output", result.out());
        said.put("standard error", result.err());
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !KEPT_IN.contains(file.getFileName().toString()))
                    .toList()) {
                said.put(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        assertThat(said).hasSizeGreaterThan(2);
        String key = new ObjectMapper()
                .readTree(folder.resolve("key.json").toFile())
                .path("private_key")
                .asText()
                .lines()
                .toList()
                .get(1);
        assertThat(earthEngine.tokensIssued()).isLessThan(10);
        said.forEach((place, text) -> assertThat(text)
                .as(place)
                .doesNotContain(PASSWORD, key, "Bearer token-", "\"token-1\"", "\"token-2\""));
    }
}
