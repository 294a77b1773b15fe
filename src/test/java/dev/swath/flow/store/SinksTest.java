package dev.swath.flow.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swath.job.SettingException;
import dev.swath.network.Network;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SinksTest {

    private final CamelContext context = new DefaultCamelContext();
    private final Sinks sinks = new Sinks(context, Duration.ofMinutes(1), Network.DIRECT);

    @AfterEach
    void close() throws Exception {
        context.close();
    }

    @Test
    void what_a_uri_leaves_open_is_added_and_what_it_says_stays() {
        assertThat(Sinks.complete("sftp://host/a?strictHostKeyChecking=no"))
                .startsWith("sftp://host/a?strictHostKeyChecking=no&")
                .contains("&tempPrefix=.part-")
                .doesNotContain("strictHostKeyChecking=yes");
        assertThat(Sinks.complete("aws2-s3://bucket")).isEqualTo("aws2-s3://bucket?keyName=RAW(${file:name})");
        assertThat(Sinks.complete("seda:told")).isEqualTo("seda:told");
    }

    @Test
    void a_uri_is_named_without_what_may_be_secret() {
        assertThat(Sinks.name("sftp://ann:geheim@host:22/a/b?password=RAW(x)")).isEqualTo("sftp://host:22/a/b");
        assertThat(Sinks.name("https://hooks.example.org/services/T0/geheim?x=y"))
                .isEqualTo("https://hooks.example.org");
        assertThat(Sinks.name("seda:told?size=5")).isEqualTo("seda:told");
    }

    @Test
    void a_missing_component_is_reported_with_the_setting() {
        assertThatThrownBy(() -> sinks.check("swath.output", "gopher://ann:geheim@host/a"))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("swath.output")
                .hasMessageContaining("gopher://host/a")
                .hasMessageNotContaining("geheim");
    }

    /** Camel names the parameters that it does not know with their values. */
    @Test
    void a_misspelt_password_is_not_shown() {
        assertThatThrownBy(() -> sinks.check("swath.output", "sftp://host/a?pasword=geheim"))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("pasword")
                .hasMessageNotContaining("geheim");
        assertThatThrownBy(() -> sinks.check("swath.output", "sftp://host/a?pasword=RAW(ge+h&eim)&port=many"))
                .isInstanceOf(SettingException.class)
                .hasMessageNotContaining("ge+h&eim");
    }
}
