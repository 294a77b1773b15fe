package dev.swath.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds files in the current folder, then in the installation. */
final class Installation {

    /** System property set by the launcher: the installation folder. */
    private static final String PROPERTY = "swath.home";

    private Installation() {}

    /** The path itself if it exists; otherwise the file of that name in the installation if there is one. */
    static Path find(String name) {
        Path here = Path.of(name);
        return Files.exists(here) ? here : installed(name).filter(Files::exists).orElse(here);
    }

    /** {@code application.properties}, if there is one. */
    static Optional<Path> properties() {
        return Optional.of(find("application.properties")).filter(Files::exists);
    }

    private static Optional<Path> installed(String name) {
        return Optional.ofNullable(System.getProperty(PROPERTY))
                .map(home -> Path.of(home).resolve(name));
    }
}
