package dev.swath.flow.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Slow;
import dev.swath.flow.FlowTest;
import dev.swath.flow.ScriptedEarthEngine;
import dev.swath.flow.ScriptedImages;
import dev.swath.flow.With;
import dev.swath.run.ImageOutcome;
import dev.swath.run.OutcomeStatus;
import dev.swath.run.RunSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** For any names of images from a server, each file is a plain file in the output. */
@Slow("For any names of images from a server, each file is a plain file in the output.")
class HostileNamesTest extends FlowTest {

    private static final String LONGEST = "x".repeat(900);

    /** A part of each name that would lead outside the output. It contains the name of the test's folder, because other tests use the folder above, too. */
    private String evil() {
        return "evil-" + folder.getFileName();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../EVIL",
                "../../EVIL",
                "../../../EVIL",
                "x/../../../EVIL",
                "//EVIL",
                "..",
                "EVIL/",
                ".EVIL",
                "..\\\\EVIL",
                "C:\\\\EVIL",
                "%2e%2e%2fEVIL",
                "EVIL\\u0000",
                "../EVIL\\u0000.tif",
                "EVIL\\r\\nSet-Cookie: a=b",
                "EVIL\\u001b[2J",
                "EVIL\\u202efit",
                "${file:parent}/EVIL",
                "{{sys:user.home}}/EVIL"
            })
    void an_image_with_an_invalid_name_fails_alone_and_makes_no_file(String name) throws Exception {
        earthEngine.answersListing(request -> ScriptedEarthEngine.assets(
                List.of(asset(name.replace("EVIL", evil()), "17PLK"), asset("good", "17PLK")), ""));

        RunSummary summary = run();

        assertThat(files()).containsExactly("good_L2A.tif");
        assertThat(summary.failures())
                .singleElement()
                .satisfies(failed -> assertThat(failed.cause().orElseThrow())
                        .contains("is not the name")
                        .doesNotContainPattern("\\p{Cntrl}"))
                .extracting(ImageOutcome::image)
                .satisfies(image -> assertThat(image).doesNotContainPattern("\\p{Cntrl}"));
        assertThat(earthEngine.pixelRequests())
                .allMatch(request -> request.image().equals("good"));
    }

    @Test
    @With("file-name = {id}.tif")
    void names_that_some_systems_keep_for_themselves_or_cannot_hold_are_made_plain() throws Exception {
        List<String> names = List.of("CON", "nul.x", "com1", "a..b", "trailing.", "-rf", LONGEST + "1", LONGEST + "2");
        earthEngine.answersListing(request -> ScriptedEarthEngine.assets(
                names.stream().map(name -> asset(name, "17PLK")).toList(), ""));

        RunSummary summary = run();

        assertThat(summary.stored()).as(summary.failures().toString()).isEqualTo(names.size());
        assertThat(files())
                .hasSize(names.size())
                .contains("_CON.tif", "_nul.x.tif", "_com1.tif")
                .allSatisfy(file -> assertThat(file)
                        .doesNotContain("/", "..")
                        .doesNotStartWith(".")
                        .doesNotMatch("(?i)(con|nul|com1)\\..*")
                        .hasSizeLessThanOrEqualTo(200));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../EVIL",
                "/EVIL",
                "..\\\\..\\\\EVIL",
                "..",
                "\\u0000",
                "EVIL\\u0000",
                "${file:parent}",
                "aux"
            })
    @With("file-name = {property:MGRS_TILE}/{id}.tif")
    void any_property_makes_at_most_one_folder_of_the_output(String property) throws Exception {
        earthEngine.answersListing(
                request -> ScriptedEarthEngine.assets(List.of(asset("good", property.replace("EVIL", evil()))), ""));

        RunSummary summary = run();

        assertThat(summary.images()).extracting(ImageOutcome::status).containsExactly(OutcomeStatus.STORED);
        assertThat(files()).singleElement().satisfies(file -> assertThat(file)
                .matches("[^/.][^/]*/good\\.tif")
                .doesNotContain("..", "\\", "$", "\0")
                .doesNotStartWith("aux/"));
    }

    @AfterEach
    void nothing_is_outside_the_output() throws IOException {
        assertThat(folder).isDirectoryContaining(file -> file.equals(output()));
        try (Stream<Path> beside = Files.list(folder)) {
            assertThat(beside).containsExactly(output());
        }
        for (Path above = folder.getParent(); above != null; above = above.getParent()) {
            assertThat(above.resolve(evil())).doesNotExist();
            assertThat(above.resolve(evil() + "_L2A.tif")).doesNotExist();
        }
    }

    private static String asset(String name, String tile) {
        return ScriptedImages.asset(ScriptedEarthEngine.COLLECTION, name, 0)
                .replace("\"MGRS_TILE\": \"17PLK\"", "\"MGRS_TILE\": \"" + tile + "\"");
    }
}
