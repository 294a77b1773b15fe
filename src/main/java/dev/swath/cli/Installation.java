package dev.swath.cli;

import dev.swath.job.HostPaths;
import dev.swath.job.SettingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

    /**
     * {@code application.properties}, if there is one, and the file of a profile behind it.
     *
     * @param profile such as {@code cluster} for {@code application-cluster.properties}
     * @throws SettingException if there is no file of the profile, or the locale of this process does not have the names of the
     *     folders
     */
    static List<Path> properties(Optional<String> profile) {
        requireKnown("the current folder", System.getProperty("user.dir", ""));
        requireKnown(PROPERTY, System.getProperty(PROPERTY, ""));
        return Stream.concat(
                        Optional.of(find("application.properties")).filter(Files::exists).stream(),
                        profile.map(Installation::profile).stream())
                .toList();
    }

    private static Path profile(String name) {
        Path file = find("application-" + name + ".properties");
        if (!name.matches("[A-Za-z0-9_-]+") || !Files.isRegularFile(file)) {
            throw new SettingException(
                    "--profile",
                    name,
                    "has no file; name one that has, such as cluster for application-cluster.properties");
        }
        return file;
    }

    /** Java puts U+FFFD, or a question mark, in place of bytes that the locale can't decode. */
    private static void requireKnown(String key, String folder) {
        HostPaths.check(key, folder);
        if (folder.contains("?") && !Files.isDirectory(Path.of(folder))) {
            HostPaths.check(key, folder.replace('?', '\uFFFD'));
        }
    }

    /** What has this name in the installation, whether it is there or not; empty without an installation. */
    static Optional<Path> installed(String name) {
        return Optional.ofNullable(System.getProperty(PROPERTY))
                .map(home -> Path.of(home).resolve(name));
    }
}
