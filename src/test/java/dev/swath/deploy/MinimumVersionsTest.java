package dev.swath.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MinimumVersionsTest {

    private static final MinimumVersions LIST = MinimumVersions.of("""
            # A comment.
            netty-*  | 4.1.138.Final | floods
            netty-tcnative-* | any   | other numbers
            guava    | 32.0.0-jre    | files
            postgresql | 42.7.12     | endless

            c3p0     | none          | deserialization
            """);

    @ParameterizedTest
    @CsvSource({
        "netty-codec-http2-4.1.130.Final.jar, older than 4.1.138.Final: floods",
        "netty-common-4.1.99.Final.jar, older than 4.1.138.Final: floods",
        "guava-31.1-jre.jar, older than 32.0.0-jre: files",
        "postgresql-42.7.9.jar, older than 42.7.12: endless",
        "c3p0-0.14.1.jar, not to be shipped: deserialization"
    })
    void names_the_library_that_is_too_old_and_why(String jar, String finding) {
        assertThat(LIST.findings(List.of("swath-0.1.0.jar", jar)))
                .singleElement()
                .asString()
                .startsWith(jar)
                .endsWith(finding);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "netty-codec-http2-4.1.138.Final.jar",
                "netty-common-4.2.1.Final.jar",
                "netty-tcnative-classes-2.0.85.Final.jar",
                "guava-33.6.0-jre.jar",
                "postgresql-42.7.12.jar",
                // Others, whose names begin alike.
                "guava-testlib-31.1-jre.jar",
                "flyway-database-postgresql-11.8.2.jar"
            })
    void accepts_newer_and_other_libraries(String jar) {
        assertThat(LIST.findings(List.of(jar))).isEmpty();
    }

    @Test
    void names_the_lines_that_apply_to_no_library() {
        assertThat(LIST.unmatched(List.of("netty-common-4.1.138.Final.jar", "guava-33.6.0-jre.jar")))
                .containsExactly("netty-tcnative-*", "postgresql");
    }

    @ParameterizedTest
    @ValueSource(strings = {"netty-* | 4.1.138.Final", "netty-* | | floods", "netty-*"})
    void refuses_a_line_that_says_too_little(String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MinimumVersions.of(line))
                .withMessageContaining(line);
    }
}
