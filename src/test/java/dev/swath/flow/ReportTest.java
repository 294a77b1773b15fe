package dev.swath.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.run.RunSummary;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.builder.AdviceWith;
import org.junit.jupiter.api.Test;

/** Each run leaves a page for people beside its summary. */
class ReportTest extends FlowTest {

    @Test
    void a_run_leaves_its_report_beside_its_summary() throws Exception {
        earthEngine.lists("a b");

        RunSummary summary = run();

        assertThat(Files.readString(report(summary)))
                .startsWith("<!doctype html>")
                .endsWith("</html>\n")
                .contains(summary.run(), "<dt>stored</dt><dd>2</dd>", "<code>a</code>");
    }

    @Test
    void a_run_that_could_not_list_leaves_one_too() throws Exception {
        earthEngine.answersListing(request -> ScriptedReply.error(403, "PERMISSION_DENIED", "Not yours."));

        assertThat(Files.readString(report(run()))).contains("The listing could not go on:", "Not yours.");
    }

    @Test
    void a_report_that_can_not_be_written_harms_nothing() throws Exception {
        AdviceWith.adviceWith(context, "send-report", route -> route.weaveById("to-offer-report")
                .replace()
                .process(exchange -> {
                    throw new FileSystemException("No space left on device");
                }));
        earthEngine.lists("a");

        RunSummary summary = run();

        assertThat(summary.stored()).isEqualTo(1);
        assertThat(output().resolve("runs/" + summary.run() + ".json")).isRegularFile();
        assertThat(report(summary)).doesNotExist();
    }

    @Test
    @With("report = false")
    void who_wants_no_report_gets_none() throws Exception {
        earthEngine.lists("a");

        RunSummary summary = run();

        assertThat(report(summary)).doesNotExist();
        assertThat(output().resolve("runs/" + summary.run() + ".json")).isRegularFile();
    }

    private Path report(RunSummary summary) throws IOException {
        return output().resolve("runs").resolve(summary.run() + ".html");
    }
}
