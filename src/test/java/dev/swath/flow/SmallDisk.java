package dev.swath.flow;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A small file system in memory. Only root may mount one; for other users the test is skipped with a message. */
final class SmallDisk implements Closeable {

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Mounts one of this many kilobytes on a folder. */
    static SmallDisk mount(Path folder, int kilobytes) throws IOException {
        Files.createDirectories(folder);
        String size = "size=" + kilobytes + "k";
        String refused = run("mount", "-t", "tmpfs", "-o", size, "tmpfs", folder.toString());
        Assumptions.assumeTrue(refused.isEmpty(), () -> "no small disk can be mounted here: " + refused);
        return new SmallDisk(folder);
    }

    /** Makes it larger. */
    void resize(int kilobytes) throws IOException {
        String refused = run("mount", "-o", "remount,size=" + kilobytes + "k", folder.toString());
        if (!refused.isEmpty()) {
            throw new IOException(refused);
        }
    }

    @Override
    public void close() throws IOException {
        String refused = run("umount", "--lazy", folder.toString());
        if (!refused.isEmpty()) {
            throw new IOException(refused);
        }
    }

    /** Runs a command; returns why it failed, or an empty text. */
    private static String run(String... command) throws IOException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "it takes too long";
            }
            return process.exitValue() == 0 ? "" : out.isEmpty() ? "exit code " + process.exitValue() : out;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }
}
