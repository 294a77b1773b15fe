package dev.swath.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.Attributes.Name;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * One jar with the contents of {@code swath.jar} and of the libraries that its manifest names: Java opens it faster than 200. Of
 * files of the same name it has the first, as the class path has, but for lists of services, which it joins. The same jars
 * make the same file, with a time of its own: an archive of classes that was made for one of them goes with the other.
 */
public final class MergedJar implements Closeable {

    private static final String VERSIONS = "META-INF/versions/";
    /** Of entries without a time, which otherwise have that of the merge. */
    private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);

    private static final Name MULTI_RELEASE = new Name("Multi-Release");
    private static final List<Name> ABOUT_THE_JAR = List.of(
            Name.IMPLEMENTATION_TITLE,
            Name.IMPLEMENTATION_VERSION,
            Name.IMPLEMENTATION_VENDOR,
            Name.SPECIFICATION_TITLE,
            Name.SPECIFICATION_VERSION,
            Name.SPECIFICATION_VENDOR);

    private final ZipOutputStream out;
    private final Set<String> written = new HashSet<>();
    private final Map<String, ByteArrayOutputStream> services = new LinkedHashMap<>();

    private MergedJar(OutputStream file) {
        out = new ZipOutputStream(new BufferedOutputStream(file, 1 << 16), UTF_8);
        // Nothing to inflate at the start.
        out.setMethod(ZipOutputStream.STORED);
    }

    /**
     * Merges a jar.
     *
     * @param arguments the jar, whose manifest names its libraries, and the file to write
     */
    public static void main(String... arguments) throws IOException {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("the arguments are the jar and the file to write");
        }
        write(Path.of(arguments[0]), Path.of(arguments[1]));
    }

    /**
     * Merges a jar and the libraries that its manifest names. The file is as old as the jar, but two seconds.
     *
     * @param jar with a manifest, beside the libraries
     * @param merged the file to write
     * @throws IOException if a library is missing or damaged, or the file can't be written
     */
    public static void write(Path jar, Path merged) throws IOException {
        List<Path> jars = new ArrayList<>(List.of(jar));
        try (JarFile first = new JarFile(jar.toFile());
                MergedJar all = new MergedJar(Files.newOutputStream(merged))) {
            Manifest manifest = first.getManifest();
            String libraries = manifest.getMainAttributes().getValue(Name.CLASS_PATH);
            if (libraries != null) {
                for (String library : libraries.strip().split(" +", -1)) {
                    jars.add(jar.resolveSibling(library));
                }
            }
            all.put(entry(JarFile.MANIFEST_NAME), bytes(manifest(manifest, first)));
            for (Path part : jars) {
                all.add(part);
            }
            for (Map.Entry<String, ByteArrayOutputStream> list : all.services.entrySet()) {
                all.put(entry(list.getKey()), list.getValue().toByteArray());
            }
        }
        Instant later = Files.getLastModifiedTime(jar).toInstant().truncatedTo(ChronoUnit.SECONDS);
        Files.setLastModifiedTime(merged, FileTime.from(later.plusSeconds(2)));
    }

    /** That of the first jar. What it says about itself is said of its own packages only, not of those of the libraries. */
    private static Manifest manifest(Manifest first, JarFile jar) {
        Manifest merged = new Manifest(first);
        Attributes main = merged.getMainAttributes();
        main.remove(Name.CLASS_PATH);
        main.put(MULTI_RELEASE, "true");
        Attributes about = new Attributes();
        for (Name name : ABOUT_THE_JAR) {
            Object value = main.remove(name);
            if (value != null) {
                about.put(name, value);
            }
        }
        Set<String> packages = new TreeSet<>();
        jar.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.endsWith(".class") && name.contains("/"))
                .forEach(name -> packages.add(name.substring(0, name.lastIndexOf('/') + 1)));
        packages.forEach(folder -> merged.getEntries().put(folder, about));
        return merged;
    }

    private static byte[] bytes(Manifest manifest) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        manifest.write(bytes);
        return bytes.toByteArray();
    }

    private static ZipEntry entry(String name) {
        return new ZipEntry(name);
    }

    private void add(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            for (ZipEntry entry : (Iterable<ZipEntry>) file.stream().map(ZipEntry.class::cast)::iterator) {
                String name = entry.getName();
                if (isOfItsJarOnly(name) || name.startsWith(VERSIONS) && !file.isMultiRelease()) {
                    continue;
                }
                try (InputStream in = file.getInputStream(entry)) {
                    byte[] content = in.readAllBytes();
                    if (isListOfServices(name, content)) {
                        join(name, content);
                    } else {
                        put(entry, content);
                    }
                }
            }
        }
    }

    /** Manifest, index and signatures of a jar, which are wrong of any other, and its module, which a class path does not have. */
    private static boolean isOfItsJarOnly(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return upper.equals("META-INF/MANIFEST.MF")
                || upper.equals("META-INF/INDEX.LIST")
                || upper.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)")
                || upper.matches("(META-INF/VERSIONS/\\d+/)?MODULE-INFO\\.CLASS");
    }

    /** Lists of classes, those of Camel's type converters too; but properties, as Camel's components have, are read from one jar. */
    static boolean isListOfServices(String name, byte[] content) {
        return name.startsWith("META-INF/services/")
                && !name.endsWith("/")
                && new String(content, UTF_8).lines().noneMatch(line -> !line.startsWith("#") && line.contains("="));
    }

    private void join(String name, byte[] content) throws IOException {
        ByteArrayOutputStream list = services.computeIfAbsent(name, key -> new ByteArrayOutputStream());
        list.write(content);
        list.write('\n');
    }

    private void put(ZipEntry original, byte[] content) throws IOException {
        if (!written.add(original.getName())) {
            return;
        }
        ZipEntry entry = entry(original.getName());
        if (original.getTime() != -1) {
            entry.setTimeLocal(original.getTimeLocal());
        } else {
            entry.setTimeLocal(EPOCH);
        }
        CRC32 sum = new CRC32();
        sum.update(content);
        entry.setCrc(sum.getValue());
        entry.setSize(content.length);
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
