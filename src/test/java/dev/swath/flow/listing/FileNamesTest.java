package dev.swath.flow.listing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The names of the files of a run, in little memory. */
class FileNamesTest {

    private final FileNames names = new FileNames();

    @Test
    void a_name_belongs_to_the_first_image_that_takes_it_whatever_its_case() {
        assertThat(names.take("2024/Baru.tif", "first")).isEmpty();

        assertThat(names.take("2024/baru.TIF", "second")).hasValue("first");
        assertThat(names.take("2024/baru-2.tif", "second")).isEmpty();
    }

    @Test
    void of_fifty_thousand_names_each_is_taken_once() {
        for (int i = 0; i < 50_000; i++) {
            assertThat(names.take(i + ".tif", "image-" + i)).isEmpty();
        }

        assertThat(names.take("9999.tif", "another")).hasValue("image-9999");
        for (int i = 10_000; i < 50_000; i++) {
            assertThat(names.take(i + ".tif", "another")).hasValue("another image");
        }
    }
}
