package dev.swath;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Commands of npm packages that {@code .ci/run} installs into {@code target/npm}, or that are on the PATH. */
public final class NodePackages {

    private static final Path MODULES = Path.of(System.getProperty("swath.root", ""), "target", "npm", "node_modules");

    private NodePackages() {}

    /**
     * The folder of modules that has a package, for programs that load it. The test is skipped where it is not installed, or where
     * Node.js is missing; on the build server (CI=true) that is a failure.
     */
    public static Path requireModule(String npmPackage) {
        boolean there =
                Files.isDirectory(MODULES.resolve(npmPackage)) && onPath("node").isPresent();
        if (!there && "true".equals(System.getenv("CI"))) {
            fail("%s is missing on the build server: npm install --prefix target/npm %s", npmPackage, npmPackage);
        }
        assumeTrue(there, npmPackage + " is not installed (npm install --prefix target/npm " + npmPackage + ")");
        return MODULES.toAbsolutePath();
    }

    private static Optional<Path> onPath(String command) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, command))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * The command of a package. The test is skipped where it is not installed; on the build server (CI=true) its absence is a
     * failure.
     */
    public static Path require(String command, String npmPackage) {
        Path installed = Path.of(System.getProperty("swath.root"), "target", "npm", "node_modules", ".bin");
        Optional<Path> found = Stream.concat(
                        Stream.of(installed),
                        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                                .map(Path::of))
                .map(folder -> folder.resolve(command))
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isEmpty() && "true".equals(System.getenv("CI"))) {
            fail("%s is missing on the build server: npm install --prefix target/npm %s", command, npmPackage);
        }
        assumeTrue(
                found.isPresent(), command + " is not installed (npm install --prefix target/npm " + npmPackage + ")");
        return found.orElseThrow();
    }
}
