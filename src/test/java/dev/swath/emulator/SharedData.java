package dev.swath.emulator;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Real data beside the repository, not in it. */
final class SharedData {

    private static final String PROPERTY = "swath.shared-data";

    private SharedData() {}

    /**
     * A folder of the shared data: under the system property {@value #PROPERTY}, or {@code shared/data} beside the
     * repository or one of the folders above it. Skips the test if there is none.
     */
    static Path folder(String name) {
        Optional<Path> stated =
                Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of);
        Path root = Path.of(System.getProperty("swath.root", "")).toAbsolutePath();
        Optional<Path> found = stated.or(() -> Stream.iterate(root, parent -> parent != null, Path::getParent)
                        .map(parent -> parent.resolve("shared/data"))
                        .filter(Files::isDirectory)
                        .findFirst())
                .map(data -> data.resolve(name))
                .filter(Files::isDirectory);
        assumeTrue(found.isPresent(), "the shared data are missing: " + name);
        return found.orElseThrow();
    }
}
