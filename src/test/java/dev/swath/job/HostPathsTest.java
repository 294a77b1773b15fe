package dev.swath.job;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostPathsTest {

    @ParameterizedTest
    @ValueSource(strings = {"C:\\data", "c:/data", "D:\\", "file:C:\\data", "file:///c:/data", "\\\\server\\share"})
    void a_path_of_windows_is_refused_elsewhere(String path) {
        assertThatThrownBy(() -> HostPaths.check("swath.output", path, '/', UTF_8))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("swath.output")
                .hasMessageContaining("is a path of Windows");
        assertThatCode(() -> HostPaths.check("swath.output", path, '\\', UTF_8)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "output",
                "/data/öl",
                "s3://bucket/a",
                "a:b",
                "aws2-s3://x?y=z",
                "x:y/z",
                "centre 8.3958,-82.4350 side 0.09",
                "-82.48,8.35,-82.39,8.44"
            })
    void other_values_pass(String value) {
        assertThatCode(() -> HostPaths.check("swath.output", value, '/', UTF_8)).doesNotThrowAnyException();
    }

    @Test
    void a_name_whose_bytes_the_locale_could_not_decode_is_reported() {
        assertThat(HostPaths.unknownCharacters("routes/jobs/a\uFFFD\uFFFDo.camel.yaml"))
                .hasValueSatisfying(fault -> assertThat(fault).contains("does not have; start it with LANG=C.UTF-8"));
        assertThat(HostPaths.unknownCharacters("routes/jobs/a.camel.yaml")).isEmpty();
    }

    @Test
    void a_character_that_the_locale_lacks_is_reported() {
        for (String path : new String[] {"/data/öl", "/data/\uFFFD\uFFFDl"}) {
            assertThatThrownBy(() -> HostPaths.check("swath.output", path, '/', US_ASCII))
                    .isInstanceOf(SettingException.class)
                    .hasMessageContaining("LANG=C.UTF-8");
        }
        assertThatCode(() -> HostPaths.check("swath.output", "/data/oil", '/', US_ASCII))
                .doesNotThrowAnyException();
    }
}
