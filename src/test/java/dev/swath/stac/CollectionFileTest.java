package dev.swath.stac;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.swath.job.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The collection of a job, changed by runs. */
class CollectionFileTest {

    private static final Map<String, Object> CLOUDS = Map.of("CLOUDY_PIXEL_PERCENTAGE", 12.5);

    @TempDir
    private Path folder;

    private final Job david = Items.job("david", Map.of("file-name", "{year}/{id}.tif"));
    private final Job baru = Items.job("baru", Map.of());

    @Test
    void two_jobs_in_one_folder_have_a_collection_each() throws IOException {
        store(david, "2024/a");
        store(baru, "b");

        assertThat(link(david, "2024/a")).isTrue();
        assertThat(link(baru, "b")).isTrue();

        assertThat(linked(david)).containsExactly("./2024/a.json");
        assertThat(linked(baru)).containsExactly("./b.json");
        assertThat(new StacSchemas().violations(json(david))).isEmpty();
        assertThat(json(david).at("/summaries/eo:cloud_cover/maximum").asDouble())
                .isEqualTo(12.5);
    }

    @Test
    void what_earlier_runs_have_linked_stays_linked() throws IOException {
        store(david, "2024/a");
        link(david, "2024/a");
        store(david, "2024/b");

        link(david, "2024/b");

        assertThat(linked(david)).containsExactly("./2024/a.json", "./2024/b.json");
    }

    @Test
    void an_item_that_is_gone_is_linked_no_more() throws IOException {
        store(david, "2024/a");
        store(david, "2024/b");
        link(david, "2024/a", "2024/b");
        Files.delete(folder.resolve("2024/a.json"));

        assertThat(new CollectionFile(david, folder, ".part-").link(Set.of("2024/b.json"), false))
                .isTrue();

        assertThat(linked(david)).containsExactly("./2024/b.json");
    }

    @Test
    void a_collection_that_is_damaged_or_gone_is_made_of_the_items_of_its_job() throws IOException {
        store(david, "2024/a");
        store(david, "2024/b");
        store(baru, "c");
        Files.writeString(folder.resolve("2024/notes.json"), "no JSON, and no image beside it");
        Files.writeString(folder.resolve("david.collection.json"), "{\"links\": [");

        link(david, "2024/b");

        assertThat(linked(david)).containsExactly("./2024/a.json", "./2024/b.json");
    }

    @Test
    void an_item_that_is_damaged_is_left_out() throws IOException {
        store(david, "2024/a");
        store(david, "2024/b");
        Files.writeString(folder.resolve("2024/a.json"), "{");

        link(david, "2024/a", "2024/b");

        assertThat(linked(david)).containsExactly("./2024/b.json");
    }

    @Test
    void nothing_is_left_where_there_is_nothing_to_link() throws IOException {
        assertThat(link(david, "2024/a")).isFalse();

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly(".swath");
        }
    }

    /** Like two processes: each has its own lock, and none must remove the links of another. */
    @Test
    void runs_at_the_same_time_lose_no_link() throws Exception {
        List<String> names =
                IntStream.range(0, 24).mapToObj("2024/image%02d"::formatted).toList();
        for (String name : names) {
            store(david, name);
        }
        link(david, names.get(0));
        ExecutorService runs = Executors.newFixedThreadPool(4);
        try {
            List<Future<Boolean>> linking = names.stream()
                    .map(name -> runs.submit(() -> link(david, name)))
                    .toList();
            for (Future<Boolean> one : linking) {
                one.get(60, TimeUnit.SECONDS);
            }
        } finally {
            runs.shutdownNow();
        }

        assertThat(linked(david)).hasSize(24);
    }

    private void store(Job job, String name) throws IOException {
        Path file = folder.resolve(name + ".json");
        Files.createDirectories(file.getParent());
        Files.writeString(folder.resolve(name + ".tif"), "an image");
        Files.writeString(
                file,
                Items.picture(job, Items.image("x", Optional.of(Items.TILE), CLOUDS, "B8", "B4", "B3"), name + ".tif")
                        .json());
    }

    private boolean link(Job job, String... names) throws IOException {
        Set<String> items =
                Set.copyOf(Stream.of(names).map(name -> name + ".json").toList());
        return new CollectionFile(job, folder, ".part-").link(items, true);
    }

    private JsonNode json(Job job) throws IOException {
        return Items.json(Files.readString(folder.resolve(CollectionFile.nameOf(job))));
    }

    private List<String> linked(Job job) throws IOException {
        return StreamSupport.stream(json(job).path("links").spliterator(), false)
                .filter(link -> link.path("rel").asText().equals("item"))
                .map(link -> link.path("href").asText())
                .toList();
    }
}
