package dev.swath.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.swath.Slow;
import dev.swath.it.SwathProcess.Result;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher makes of the libraries, and what it does where it can't. */
@Slow(
        "The launcher's one jar lacks nothing that two libraries have under one name; without that jar Swath starts all the same.")
class MergedJarIT {

    /** Of these the first is enough: nobody reads them, or all of them say the same to whoever does. */
    private static final Pattern ONE_IS_ENOUGH = Pattern.compile(String.join(
            "|",
            "META-INF/(DEPENDENCIES|LICENSE|NOTICE|AL2\\.0|LGPL2\\.1)(\\.md|\\.txt)?",
            // The jar's own: its manifest, signatures, index and module.
            "META-INF/(MANIFEST\\.MF|INDEX\\.LIST|jandex\\.idx|[^/]+\\.(SF|RSA|DSA))",
            "META-INF/versions/\\d+/OSGI-INF/MANIFEST\\.MF",
            "(META-INF/versions/\\d+/)?module-info\\.class",
            // Versions of Netty's jars, all of one release.
            "META-INF/io\\.netty\\.versions\\.properties",
            // Camel's lists of what a jar has, for tools that work on its sources, and two that write routes as XML.
            "(META-INF/services/org/apache/camel/)?[a-z-]+\\.properties",
            "META-INF/services/org/apache/camel/modelxml-dumper",
            "pom\\.xml",
            // Of a cluster: Spring's contexts in XML and its native images, which JMS does not have.
            "META-INF/spring(\\.handlers|\\.schemas|\\.tooling|/aot\\.factories)",
            "META-INF/services/org/apache/camel/cron/cron-service",
            // Of a cluster: Spring's and SLF4J's stand-ins for Commons Logging, which both lead to SLF4J.
            "org/apache/commons/logging/.*\\.class"));

    @TempDir
    private Path folder;

    @Test
    void no_two_libraries_have_different_files_of_one_name() throws Exception {
        List<Path> jars = new ArrayList<>();
        jars.add(SwathProcess.jar());
        try (JarFile jar = new JarFile(SwathProcess.jar().toFile())) {
            String libraries = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            Stream.of(libraries.split(" "))
                    .map(SwathProcess.jar()::resolveSibling)
                    .forEach(jars::add);
        }
        try (Stream<Path> cluster = Files.list(Libraries.ofCluster())) {
            jars.addAll(cluster.filter(jar -> jars.stream().noneMatch(one -> one.endsWith(jar.getFileName())))
                    .toList());
        }

        assertThat(jars).hasSizeGreaterThan(200);
        assertThat(different(jars)).isEmpty();
    }

    @Test
    void every_start_after_the_first_takes_its_classes_from_the_archive_of_that_jar() throws Exception {
        Path place = UnpackedDistribution.in(folder.resolve("swath"));
        Result first = start(place, Map.of(), "--version");
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(UnpackedDistribution.made(place, "jar")).hasSize(1);
        assertThat(UnpackedDistribution.made(place, "archive")).singleElement().satisfies(archive -> assertThat(archive)
                .isNotEmptyFile());
        assertThat(place).isDirectoryNotContaining("glob:**/train.??????");

        Path classes = folder.resolve("classes.txt");
        Result second = start(place, Map.of("SWATH_JAVA_OPTS", "-Xlog:class+load:file=" + classes), "--version");
        assertThat(second.out()).isEqualTo(first.out());
        assertThat(Files.readString(classes))
                .containsPattern("dev\\.swath\\.Main source: shared objects file")
                .containsPattern("ch\\.qos\\.logback\\.classic\\.Logger source: shared objects file");
    }

    /** Java would say on standard output, at every start, that the archive of classes is of jars elsewhere. */
    @Test
    void an_installation_that_was_moved_makes_its_own_and_writes_nothing_but_its_answer() throws Exception {
        Path first = UnpackedDistribution.in(folder.resolve("first"));
        assertThat(start(first, Map.of(), "--version").exitCode()).isZero();

        Path second = Files.move(first, folder.resolve("second"));
        Result after = start(second, Map.of(), "runs", "--json");
        assertThat(after.exitCode()).as(after.err()).isZero();
        assertThat(after.err()).isEmpty();
        assertThat(new ObjectMapper().readTree(after.out()).isArray()).isTrue();
        assertThat(UnpackedDistribution.made(second, "archive")).hasSize(2);

        start(second, Map.of(), "runs", "--json");
        assertThat(UnpackedDistribution.made(second, "archive")).hasSize(2);
    }

    @Test
    void an_archive_of_a_run_that_failed_is_not_kept_and_the_next_start_does_not_try_again() throws Exception {
        Path place = UnpackedDistribution.withoutRoutes(folder.resolve("swath"));
        Result first = start(place, Map.of(), "--version");
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(UnpackedDistribution.made(place, "jar")).isEmpty();
        Path archive = UnpackedDistribution.made(place, "archive").get(0);
        assertThat(archive).isEmptyFile();

        FileTime tried = Files.getLastModifiedTime(archive);
        assertThat(start(place, Map.of(), "--version").out()).isEqualTo(first.out());
        assertThat(Files.getLastModifiedTime(archive)).isEqualTo(tried);

        // A day later it is tried again.
        Files.setLastModifiedTime(place.resolve("swath.jar"), before(tried, Duration.ofDays(3)));
        Files.setLastModifiedTime(archive, before(tried, Duration.ofDays(2)));
        assertThat(start(place, Map.of(), "--version").out()).isEqualTo(first.out());
        assertThat(Files.getLastModifiedTime(archive)).isGreaterThanOrEqualTo(tried);
    }

    private static FileTime before(FileTime time, Duration span) {
        return FileTime.from(time.toInstant().minus(span));
    }

    private Result start(Path place, Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(place.resolve("swath").toString()));
        command.addAll(List.of(arguments));
        return SwathProcess.run(folder, environment, command);
    }

    private static Set<String> different(List<Path> jars) throws IOException {
        Map<String, Long> sums = new HashMap<>();
        Set<String> different = new TreeSet<>();
        for (Path path : jars) {
            try (JarFile jar = new JarFile(path.toFile())) {
                for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                    if (entry.isDirectory() || isJoined(jar, entry)) {
                        continue;
                    }
                    Long before = sums.putIfAbsent(entry.getName(), entry.getCrc());
                    if (before != null
                            && before != entry.getCrc()
                            && !ONE_IS_ENOUGH.matcher(entry.getName()).matches()) {
                        different.add(entry.getName() + " of " + path.getFileName());
                    }
                }
            }
        }
        return different;
    }

    /** Lists of names, one a line. */
    private static boolean isJoined(JarFile jar, JarEntry entry) throws IOException {
        if (!entry.getName().startsWith("META-INF/services/")) {
            return false;
        }
        try (InputStream in = jar.getInputStream(entry)) {
            return !new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .anyMatch(line -> !line.startsWith("#") && line.contains("="));
        }
    }
}
