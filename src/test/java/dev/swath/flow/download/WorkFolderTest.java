package dev.swath.flow.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Only one can own a folder at a time, in this process or another. */
@Timeout(60)
class WorkFolderTest {

    private static final Runnable NOTHING = () -> {};

    @TempDir
    private Path around;

    @Test
    void a_folder_that_is_taken_is_free_again_when_it_is_given_back() throws IOException {
        Path folder = around.resolve("job").resolve("image.tif");
        try (WorkFolder first = WorkFolder.take(folder, NOTHING).orElseThrow()) {
            assertThat(WorkFolder.take(folder, NOTHING)).isEmpty();
            Files.createFile(first.path().resolve("kept"));
        }
        try (WorkFolder second = WorkFolder.take(folder, NOTHING).orElseThrow()) {
            assertThat(second.files()).containsExactly(folder.resolve("kept"));
            second.remove(file -> true);
        }
        assertThat(folder).doesNotExist();
    }

    @Test
    void a_folder_of_another_process_is_free_as_soon_as_that_is_killed() throws Exception {
        Path folder = around.resolve("image.tif");
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = other.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).isEqualTo("taken");
            assertThat(WorkFolder.take(folder, NOTHING)).isEmpty();
            assertThat(folder.resolve(WorkFolder.LOCK)).exists();
        } finally {
            other.destroyForcibly();
        }
        assertThat(other.waitFor(20, TimeUnit.SECONDS)).isTrue();

        Optional<WorkFolder> free = WorkFolder.take(folder, NOTHING);
        assertThat(free).isPresent();
        free.get().close();
    }

    /** Takes a folder and keeps it until it is killed. */
    static final class Holder {

        private Holder() {}

        public static void main(String[] arguments) throws IOException {
            WorkFolder folder = WorkFolder.take(Path.of(arguments[0]), NOTHING).orElseThrow();
            System.out.println("taken");
            System.out.flush();
            System.in.read();
            folder.close();
        }
    }

    /** Each removes the folder, and with it the lock, when it is done. */
    @Test
    void of_many_at_once_one_at_a_time_has_it() throws Exception {
        Path folder = around.resolve("image.tif");
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger times = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                all.add(threads.submit(() -> {
                    for (int round = 0; round < 500; round++) {
                        Optional<WorkFolder> taken = WorkFolder.take(folder, NOTHING);
                        if (taken.isPresent()) {
                            assertThat(inside.incrementAndGet()).isEqualTo(1);
                            times.incrementAndGet();
                            inside.decrementAndGet();
                            taken.get().close();
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(times.get()).isPositive();
        assertThat(folder).doesNotExist();
    }
}
