package dev.swath.flow.summarize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Slow;
import dev.swath.flow.FlowTest;
import dev.swath.flow.ScriptedReply;
import dev.swath.flow.With;
import dev.swath.run.RunSummary;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Each run leaves a page for people beside its summary. */
@Slow(
        "A run leaves a page for people that shows its images, failures and quicklooks; one that can not be written harms nothing.")
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
    void shows_what_failed_and_how_to_fetch_it_again() throws Exception {
        earthEngine
                .lists("a b")
                .answersPixels(request -> request.image().equals("a")
                        ? ScriptedReply.error(404, "NOT_FOUND", "Asset 'a' <b>not found</b>.")
                        : ScriptedReply.pixels(request));

        RunSummary summary = run();

        assertThat(summary.failed()).isEqualTo(1);
        assertThat(Files.readString(report(summary)))
                .contains(
                        "swath failures " + summary.job() + " --run " + summary.run() + " --retry",
                        "Asset &#39;a&#39; &lt;b&gt;not found&lt;/b&gt;.",
                        "with status 404</title>")
                .doesNotContain("<b>not");
    }

    @Test
    void shows_the_quicklooks_beside_the_images() throws Exception {
        earthEngine.lists("a b");
        String file = run().images().get(0).file().orElseThrow();
        Path quicklook = output().resolve(file.replace(".tif", ".png"));
        ImageIO.write(new BufferedImage(512, 256, BufferedImage.TYPE_INT_RGB), "png", quicklook.toFile());

        // With nothing new there would be no report.
        earthEngine.lists("a b c");
        String page = Files.readString(report(run()));

        assertThat(page)
                .contains("width=\"96\" height=\"48\" alt=\"Quicklook of a\"")
                .contains("alt=\"Quicklook of b\"");
        assertThat(page.split("<img", -1))
                .as("three images, and the newest picture at the top")
                .hasSize(5);
    }

    @Test
    void a_report_that_can_not_be_written_harms_nothing() throws Exception {
        insteadOfOffering(".*html", exchange -> {
            throw new FileSystemException("No space left on device");
        });
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
