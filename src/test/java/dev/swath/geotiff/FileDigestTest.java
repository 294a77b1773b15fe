package dev.swath.geotiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.swath.Slow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The SHA-256 of files, with native code and without it. */
@Slow(
        "The SHA-256 of files is right with native code and without it, and a process that is killed leaves none of it behind.")
class FileDigestTest {

    private static final int LENGTH = 200_000;

    @TempDir
    private Path folder;

    /** A process of its own: whether native code can be loaded is decided once in each. */
    public static final class Digesting {
        public static void main(String... arguments) throws Exception {
            System.out.println(FileDigest.of(Path.of(arguments[0])));
            System.out.println(FileDigest.create() instanceof NativeSha256 ? "native" : "java");
            // As if it were killed: nothing is done at the end.
            Runtime.getRuntime().halt(0);
        }
    }

    @Test
    void is_sha_256_whatever_the_length_of_a_file_is() throws Exception {
        byte[] bytes = noise();
        for (int length : new int[] {0, 1, 55, 56, 63, 64, 65, 119, 120, 65_535, 65_536, 65_537, LENGTH}) {
            byte[] some = Arrays.copyOf(bytes, length);
            assertThat(FileDigest.of(Files.write(folder.resolve("file"), some)))
                    .as("%d bytes", length)
                    .isEqualTo(expected(some));
        }
    }

    @Test
    void does_not_depend_on_the_portions_that_bytes_come_in() throws Exception {
        byte[] bytes = noise();
        MessageDigest digest = FileDigest.create();
        // The second time with a digest that has given a result already.
        for (int time = 0; time < 2; time++) {
            Random random = new Random(time);
            for (int at = 0; at < bytes.length; ) {
                int count = Math.min(bytes.length - at, random.nextInt(200));
                digest.update(bytes, at, count);
                at += count;
            }
            assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(expected(bytes));
        }
        digest.update(bytes, 0, 100);
        digest.reset();
        digest.update(bytes[0]);
        assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(expected(new byte[] {bytes[0]}));
    }

    @Test
    void native_code_leaves_nothing_behind_even_if_the_process_is_killed() throws Exception {
        assumeThat(System.getProperty("os.name")).isEqualTo("Linux");
        assumeThat(System.getProperty("os.arch")).isIn(Set.of("amd64", "aarch64"));
        Path temporary = Files.createDirectory(folder.resolve("tmp"));

        assertThat(process("-Djava.io.tmpdir=" + temporary)).containsExactly(expected(noise()), "native");

        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void is_the_same_where_native_code_can_not_be_unpacked() throws Exception {
        assertThat(process("-Djava.io.tmpdir=" + folder.resolve("nowhere"))).containsExactly(expected(noise()), "java");
    }

    @Test
    void is_the_same_where_native_code_is_switched_off() throws Exception {
        assertThat(process("-Dorg.bouncycastle.native.cpu_variant=java")).containsExactly(expected(noise()), "java");
    }

    private List<String> process(String option) throws Exception {
        Path file = Files.write(folder.resolve("file"), noise());
        Path output = folder.resolve("output");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), option, "-cp"));
        command.addAll(List.of(System.getProperty("java.class.path"), Digesting.class.getName(), file.toString()));
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readAllLines(output);
    }

    private static byte[] noise() {
        byte[] bytes = new byte[LENGTH];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private static String expected(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
