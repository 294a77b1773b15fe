package dev.swath.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.swath.RouteFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files under {@code deploy/prometheus}, checked by Prometheus' own tool. */
class AlertRulesTest {

    private static final Path FOLDER = RouteFile.projectFolder().resolve("deploy/prometheus");

    @ParameterizedTest
    @CsvSource({
        "check, rules, swath.rules.yaml",
        "check, config, prometheus.yaml",
        // When each alert fires and when not, with its texts.
        "test, rules, swath.rules.test.yaml"
    })
    void are_valid(String verb, String noun, String file) throws Exception {
        Promtool.require();

        Promtool.Result result = Promtool.run(FOLDER, FOLDER.resolve(file), verb, noun, file);

        assertThat(result.exitCode()).as(result.said()).isZero();
        assertThat(result.said()).contains("SUCCESS");
    }

    @Test
    void each_alert_is_tested_for_when_it_fires() throws IOException {
        Set<String> alerts = new TreeSet<>();
        yaml("swath.rules.yaml").findValues("alert").forEach(alert -> alerts.add(alert.asText()));
        Set<String> fired = new TreeSet<>();
        List<JsonNode> cases = yaml("swath.rules.test.yaml").findParents("alertname");
        cases.stream()
                .filter(each -> each.path("exp_alerts").size() > 0)
                .forEach(each -> fired.add(each.path("alertname").asText()));

        assertThat(alerts).hasSize(8);
        assertThat(fired).isEqualTo(alerts);
    }

    private static JsonNode yaml(String file) throws IOException {
        return new ObjectMapper(new YAMLFactory()).readTree(FOLDER.resolve(file).toFile());
    }
}
