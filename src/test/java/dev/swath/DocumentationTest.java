package dev.swath;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documentation names files and headings that exist, and every package describes itself. */
class DocumentationTest {

    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern NAMED_PATH = Pattern.compile(
            "`(?:\\./)?((?:src|routes|deploy|docs|examples|scripts)/[^`*\\s<>]*|\\.ci/run|Containerfile|swath|mvnw)[ `]");
    /** Made by builds and users. */
    private static final Pattern MADE = Pattern.compile(".*/target/.*|routes/jobs/JOB.*");

    private static final Path SOURCES = Path.of("src", "main", "java");

    @Test
    void every_link_between_pages_leads_to_a_file_and_a_heading_that_exist() throws IOException {
        List<String> broken = pages().stream()
                .flatMap(page ->
                        links(page).filter(link -> !leadsSomewhere(page, link)).map(link -> page + ": " + link))
                .toList();

        assertThat(broken).isEmpty();
    }

    @Test
    void every_file_that_a_page_names_exists() throws IOException {
        List<String> named = pages().stream()
                .flatMap(page -> NAMED_PATH.matcher(read(page)).results())
                .map(found -> found.group(1))
                .filter(path -> !MADE.matcher(path).matches())
                .distinct()
                .toList();

        assertThat(named).hasSizeGreaterThan(20).allSatisfy(path -> assertThat(Path.of(path))
                .exists());
    }

    @Test
    void architecture_md_links_to_many_source_files() {
        assertThat(links(Path.of("docs", "architecture.md")).filter(link -> link.contains("src/main/java")))
                .hasSizeGreaterThan(40);
    }

    @Test
    void every_package_says_what_it_contains_and_what_it_may_import() throws IOException {
        List<Path> packages;
        try (Stream<Path> files = Files.walk(SOURCES)) {
            packages = files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .toList();
        }

        assertThat(packages).hasSizeGreaterThan(20).allSatisfy(folder -> {
            Path file = folder.resolve("package-info.java");
            assertThat(file).exists();
            assertThat(Files.readString(file))
                    .contains("<p>It may import ")
                    .endsWith("package "
                            + SOURCES.relativize(folder)
                                    .toString()
                                    .replace(folder.getFileSystem().getSeparator(), ".")
                            + ";\n");
        });
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(Path.of("docs"))) {
            return Stream.concat(
                            docs,
                            Stream.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "routes/README.md")
                                    .map(Path::of))
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList();
        }
    }

    private static Stream<String> links(Path page) {
        return LINK.matcher(read(page)).results().map(found -> found.group(1)).filter(link -> !link.startsWith("http"));
    }

    private static boolean leadsSomewhere(Path page, String link) {
        String file = link.replaceFirst("#.*", "");
        Path target = file.isEmpty() ? page : page.resolveSibling(file);
        return Files.exists(target)
                && (!link.contains("#") || anchors(target).anyMatch(link.replaceFirst(".*#", "")::equals));
    }

    /** The anchors of a page's headings, as GitHub makes them. */
    private static Stream<String> anchors(Path page) {
        return read(page).lines().filter(line -> line.matches("#+ .*")).map(line -> line.replaceFirst("#+ ", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-'));
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
