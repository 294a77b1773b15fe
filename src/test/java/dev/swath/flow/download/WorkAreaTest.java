package dev.swath.flow.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Where images grow whose output is a URI. */
class WorkAreaTest {

    @Test
    void runs_of_one_user_for_one_output_share_a_folder_and_others_do_not() {
        Path folder = WorkArea.temporary("ada", "aws2-s3://bucket?prefix=a/");

        assertThat(folder).isEqualTo(WorkArea.temporary("ada", "aws2-s3://bucket?prefix=a/"));
        assertThat(folder.getParent()).isEqualTo(Path.of(System.getProperty("java.io.tmpdir")));
        assertThat(folder)
                .isNotEqualTo(WorkArea.temporary("ada", "aws2-s3://bucket?prefix=b/"))
                .isNotEqualTo(WorkArea.temporary("grace", "aws2-s3://bucket?prefix=a/"));
    }
}
