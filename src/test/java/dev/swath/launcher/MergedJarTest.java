package dev.swath.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A jar and its two libraries in one. */
class MergedJarTest {
    private static final String CAMEL = "META-INF/services/org/apache/camel/";

    @TempDir
    private Path folder;

    @Test
    void of_two_files_of_one_name_it_has_that_of_the_first_jar() throws IOException {
        Path merged =
                merge(Map.of("a/same", "jar"), Map.of("a/same", "first", "a/other", "first"), Map.of("a/other", "2"));

        assertThat(text(merged, "a/same")).isEqualTo("jar");
        assertThat(text(merged, "a/other")).isEqualTo("first");
    }

    @Test
    void lists_of_services_are_joined_and_properties_of_a_service_are_not() throws IOException {
        String converters = CAMEL + "TypeConverterLoader";
        String file = CAMEL + "component/file";
        String drivers = "META-INF/services/java.sql.Driver";
        Path merged = merge(
                Map.of(),
                Map.of(converters, "# a = b\nA", file, "class=A", drivers, "A"),
                Map.of(converters, "B\n", file, "class=B", drivers, "B"));

        assertThat(text(merged, converters)).isEqualTo("# a = b\nA\nB\n\n");
        assertThat(text(merged, file)).isEqualTo("class=A");
        assertThat(text(merged, drivers)).isEqualTo("A\nB\n");
    }

    @Test
    void what_is_true_of_a_jar_of_its_own_only_is_left_out() throws IOException {
        Path merged = merge(
                Map.of(),
                Map.of("META-INF/MSFTSIG.SF", "s", "META-INF/MSFTSIG.RSA", "s", "META-INF/INDEX.LIST", "i"),
                Map.of("module-info.class", "m", "META-INF/versions/9/module-info.class", "m", "a/kept", "k"));

        try (JarFile jar = new JarFile(merged.toFile())) {
            assertThat(jar.stream().map(JarEntry::getName)).containsExactly("META-INF/MANIFEST.MF", "a/kept");
        }
    }

    @Test
    void a_folder_keeps_its_entry_because_migrations_are_found_by_it() throws IOException {
        Path merged = merge(Map.of("a/", "", "a/V1.sql", "x"), Map.of("a/", ""), Map.of());

        try (JarFile jar = new JarFile(merged.toFile())) {
            assertThat(jar.stream().map(JarEntry::getName)).contains("a/", "a/V1.sql");
        }
    }

    @Test
    void classes_for_newer_javas_are_taken_from_libraries_that_have_such_only() throws IOException {
        Files.createDirectory(folder.resolve("lib"));
        jar(folder.resolve("swath.jar"), "Class-Path: lib/1.jar lib/2.jar\n", Map.of());
        jar(folder.resolve("lib/1.jar"), "", Map.of("a/x", "old", "META-INF/versions/9/a/x", "never used"));
        jar(
                folder.resolve("lib/2.jar"),
                "Multi-Release: true\n",
                Map.of("b/x", "old", "META-INF/versions/9/b/x", "new"));
        MergedJar.main(
                folder.resolve("swath.jar").toString(),
                folder.resolve("all.jar").toString());

        Path merged = folder.resolve("all.jar");
        assertThat(text(merged, "a/x")).isEqualTo("old");
        assertThat(text(merged, "b/x")).isEqualTo("new");
    }

    @Test
    void the_manifest_starts_the_same_class_and_gives_the_version_to_the_packages_of_the_jar_alone()
            throws IOException {
        Path merged = merge(Map.of("dev/A.class", "a"), Map.of("org/B.class", "b"), Map.of());

        try (JarFile jar = new JarFile(merged.toFile())) {
            Manifest manifest = jar.getManifest();
            assertThat(manifest.getMainAttributes().getValue("Main-Class")).isEqualTo("dev.A");
            assertThat(manifest.getMainAttributes().getValue("Class-Path")).isNull();
            assertThat(manifest.getMainAttributes().getValue("Implementation-Version"))
                    .isNull();
            assertThat(manifest.getAttributes("dev/").getValue("Implementation-Version"))
                    .isEqualTo("7");
            assertThat(manifest.getAttributes("org/")).isNull();
        }
    }

    @Test
    void the_same_jars_make_the_same_file_of_the_same_time_which_is_after_that_of_the_jar() throws Exception {
        Path merged = merge(Map.of("a", "1"), Map.of("b", "2"), Map.of("META-INF/services/c", "3"));
        Path again = folder.resolve("again.jar");
        MergedJar.write(folder.resolve("swath.jar"), again);

        assertThat(again).hasSameBinaryContentAs(merged);
        assertThat(Files.getLastModifiedTime(again))
                .isEqualTo(Files.getLastModifiedTime(merged))
                .isGreaterThan(Files.getLastModifiedTime(folder.resolve("swath.jar")));
    }

    @Test
    void a_library_that_is_missing_is_an_error() throws IOException {
        Path jar = folder.resolve("swath.jar");
        jar(jar, "Class-Path: lib/none.jar\n", Map.of());

        assertThatThrownBy(() -> MergedJar.write(jar, folder.resolve("all.jar")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("none.jar");
    }

    private Path merge(Map<String, String> jar, Map<String, String> first, Map<String, String> second)
            throws IOException {
        Files.createDirectory(folder.resolve("lib"));
        String manifest = "Main-Class: dev.A\nImplementation-Version: 7\nClass-Path: lib/1.jar lib/2.jar\n";
        jar(folder.resolve("swath.jar"), manifest, jar);
        jar(folder.resolve("lib/1.jar"), "", first);
        jar(folder.resolve("lib/2.jar"), "Implementation-Version: 9\n", second);
        Path merged = folder.resolve("all.jar");
        MergedJar.write(folder.resolve("swath.jar"), merged);
        return merged;
    }

    private static void jar(Path file, String attributes, Map<String, String> entries) throws IOException {
        String manifest = "Manifest-Version: 1.0\n" + attributes + "\n";
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
            put(jar, "META-INF/MANIFEST.MF", manifest);
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                put(jar, entry.getKey(), entry.getValue());
            }
        }
    }

    private static void put(JarOutputStream jar, String name, String text) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(text.getBytes(UTF_8));
        jar.closeEntry();
    }

    /** As a class loader reads it. */
    private static String text(Path file, String name) throws IOException {
        try (JarFile jar = new JarFile(file.toFile(), true, JarFile.OPEN_READ, Runtime.version());
                InputStream in = jar.getInputStream(jar.getJarEntry(name))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
