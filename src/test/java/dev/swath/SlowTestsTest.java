package dev.swath;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of the slow tests is that of the classes, and no test is left out of every build. */
class SlowTestsTest {

    private static final Path PAGE = RouteFile.projectFolder().resolve("docs/slow-tests.md");

    @Test
    void the_page_lists_every_slow_test_and_what_it_proves() throws Exception {
        List<String> rows = tests().stream()
                .filter(SlowTestsTest::isSlow)
                .map(test -> "| `" + test.getName().replace("dev.swath.", "") + "` | "
                        + test.getAnnotation(Slow.class).value() + " |")
                .toList();

        assertThat(Files.readAllLines(PAGE))
                .filteredOn(line -> line.startsWith("| `"))
                .containsExactlyElementsOf(rows);
    }

    /** Surefire runs no class of that name, and Failsafe runs only slow ones. */
    @Test
    void every_integration_test_is_slow() throws Exception {
        assertThat(tests())
                .filteredOn(test -> test.getName().endsWith("IT"))
                .isNotEmpty()
                .allMatch(SlowTestsTest::isSlow);
    }

    private static boolean isSlow(Class<?> test) {
        return test.isAnnotationPresent(Slow.class);
    }

    /** The classes that a build runs as tests, by name. */
    private static List<Class<?>> tests() throws IOException, URISyntaxException {
        Path classes = Path.of(SlowTestsTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(file -> file.matches(".*(Test|IT)\\.class"))
                    .sorted()
                    .<Class<?>>map(SlowTestsTest::load)
                    .toList();
        }
    }

    private static Class<?> load(String file) {
        try {
            String name = file.replace(".class", "").replace('/', '.').replace('\\', '.');
            return Class.forName(name, false, SlowTestsTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
