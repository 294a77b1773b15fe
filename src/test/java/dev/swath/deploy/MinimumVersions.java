package dev.swath.deploy;

import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lowest allowed versions of libraries whose older versions have known faults. The list is committed, so it needs no network.
 *
 * @param libraries one for each line of the list
 */
public record MinimumVersions(List<Library> libraries) {

    private static final Path COMMITTED = Path.of("src/test/resources/dev/swath/deploy/minimum-versions.txt");
    private static final Pattern JAR = Pattern.compile("(?<artifact>.+?)-(?<version>\\d.*)\\.jar");
    private static final String NOT_SHIPPED = "none";
    private static final String ANY = "any";

    /**
     * One line of the list.
     *
     * @param artifact name of a Maven artifact; an asterisk at its end stands for any ending
     * @param lowest the lowest version without a known fault, {@code none} if it is not to be shipped, {@code any} if all are good
     * @param why the faults
     */
    public record Library(String artifact, String lowest, String why) {

        private static Library of(String line) {
            List<String> fields =
                    Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
            if (fields.size() != 3 || fields.contains("")) {
                throw new IllegalArgumentException("not \"artifact | lowest version | why\": " + line);
            }
            return new Library(fields.get(0), fields.get(1), fields.get(2));
        }

        private boolean isNotShipped() {
            return lowest.equals(NOT_SHIPPED);
        }

        private boolean names(String jar) {
            Matcher file = JAR.matcher(jar);
            return file.matches()
                    && (artifact.endsWith("*")
                            ? file.group("artifact").startsWith(artifact.substring(0, artifact.length() - 1))
                            : file.group("artifact").equals(artifact));
        }

        private boolean allows(String jar) {
            Matcher file = JAR.matcher(jar);
            return lowest.equals(ANY)
                    || !isNotShipped()
                            && file.matches()
                            && Version.parse(file.group("version")).compareTo(Version.parse(lowest)) >= 0;
        }

        private String finding(String jar) {
            return jar + (isNotShipped() ? " is not to be shipped" : " is older than " + lowest) + ": " + why;
        }
    }

    /** The committed list of a project. */
    public static MinimumVersions committed(Path project) throws IOException {
        return of(Files.readString(project.resolve(COMMITTED)));
    }

    /** The list in a text. Empty lines and those that begin with {@code #} are ignored. */
    static MinimumVersions of(String text) {
        return new MinimumVersions(text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Library::of)
                .toList());
    }

    /** One line for each of these jar files that is too old, or not to be shipped, with the reason. */
    public List<String> findings(Collection<String> jars) {
        return jars.stream()
                .flatMap(jar -> libraries.stream()
                        .filter(library -> library.names(jar))
                        .max(Comparator.comparingInt(
                                library -> library.artifact().length()))
                        .filter(library -> !library.allows(jar))
                        .map(library -> library.finding(jar))
                        .stream())
                .toList();
    }

    /** The artifacts that are none of these jar files: a mistake in their lines would not be noticed. */
    public List<String> unmatched(Collection<String> jars) {
        return libraries.stream()
                .filter(library -> !library.isNotShipped() && jars.stream().noneMatch(library::names))
                .map(Library::artifact)
                .toList();
    }
}
