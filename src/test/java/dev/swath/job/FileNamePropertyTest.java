package dev.swath.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class FileNamePropertyTest {

    /** Only the template's own slashes separate folders, and the path never leaves the output. */
    @Property
    void any_text_of_a_server_stays_within_its_part_of_the_path(
            @ForAll String index, @ForAll String tile, @ForAll String property) {
        Map<String, Object> properties = Map.of("MGRS_TILE", tile, "P", property);
        NamedImage image = new NamedImage("id", index, Instant.EPOCH, properties);

        String name = new FileName("{year}/{mgrs}/{property:P}_{id}.tif").of("david", List.of("B8"), image);

        assertThat(name.split("/", -1)).hasSize(3).allSatisfy(part -> assertThat(part)
                .isNotEmpty()
                .doesNotStartWith(".")
                .doesNotEndWith(".")
                .doesNotEndWith(" ")
                .doesNotContain("..", "\\", ":", "%"));
        assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(200);
    }
}
