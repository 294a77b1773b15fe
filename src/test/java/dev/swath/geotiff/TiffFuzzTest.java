package dev.swath.geotiff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Slow;
import dev.swath.fuzz.Damage;
import dev.swath.fuzz.Trial;
import dev.swath.grid.SampleType;
import dev.swath.grid.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.opentest4j.TestAbortedException;

/**
 * TIFF files of every layout that is read, changed at random; without GDAL only those of the emulator's layout.
 * {@code -Djqwik.tries.default=1000000} tries more of them; a failure prints its seed.
 */
@Slow("TIFF files of every layout, changed at random, are read or refused within limits of time and memory.")
class TiffFuzzTest {

    /** The limit that a request of the size of these files sets for its reply. */
    private static final long MOST_PIXEL_BYTES = 256 << 10;
    /** A block of 1024 x 1024 pixels of the largest type, its window, and all that is small. */
    private static final long MOST_ALLOCATED = 64 << 20;

    private static final Trial TRIAL = new Trial(Duration.ofSeconds(10), MOST_ALLOCATED, TiffException.class);
    private static final long LARGEST = 200_000;
    private static final List<byte[]> FILES = new ArrayList<>();

    @BeforeContainer
    static void write_files() throws IOException {
        Random random = new Random(20240110);
        for (SampleType type : SampleType.values()) {
            byte[] noise = new byte[70 * 50 * 3 * type.bytes()];
            random.nextBytes(noise);
            FILES.add(GeoTiffEncoder.encode(
                    new Samples(type, 70, 50, 3, noise), Optional.empty(), OptionalDouble.empty(), List.of()));
        }
        Path folder = Files.createTempDirectory("tiff-fuzz");
        try {
            GdalLayouts.write(folder);
            addAll(folder);
            assertThat(FILES).hasSizeGreaterThan(500);
        } catch (TestAbortedException withoutGdal) {
            assertThat(FILES).isNotEmpty();
        } finally {
            removeAll(folder);
        }
    }

    private static void addAll(Path folder) throws IOException {
        for (Path file : below(folder)) {
            if (file.toString().endsWith(".tif") && Files.size(file) < LARGEST) {
                FILES.add(Files.readAllBytes(file));
            }
        }
    }

    /** Files before the folders that they are in. */
    private static void removeAll(Path folder) throws IOException {
        List<Path> all = new ArrayList<>(below(folder));
        Collections.reverse(all);
        for (Path file : all) {
            Files.delete(file);
        }
    }

    private static List<Path> below(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted().toList();
        }
    }

    @AfterContainer
    static void forget_the_files() {
        FILES.clear();
    }

    @Property(generation = GenerationMode.RANDOMIZED, edgeCases = EdgeCasesMode.NONE)
    void changed_bytes_end_in_pixels_or_in_a_tiff_exception(
            @ForAll("numbers") int file, @ForAll("numbers") int other, @ForAll("damages") List<Damage> damages) {
        byte[] damaged = Damage.all(damages, chosen(file), chosen(other));

        TRIAL.run(() -> read(damaged));
    }

    @Property(generation = GenerationMode.RANDOMIZED, edgeCases = EdgeCasesMode.NONE)
    void changed_tags_end_in_pixels_or_in_a_tiff_exception(
            @ForAll("numbers") int file, @ForAll("tagDamages") List<TagDamage> damages) {
        byte[] damaged = TagDamage.all(damages, chosen(file));

        TRIAL.run(() -> read(damaged));
    }

    @Provide
    Arbitrary<Integer> numbers() {
        return Damage.evenly(0, 1 << 16);
    }

    @Provide
    Arbitrary<List<Damage>> damages() {
        return Damage.some();
    }

    @Provide
    Arbitrary<List<TagDamage>> tagDamages() {
        return TagDamage.some();
    }

    private static byte[] chosen(int number) {
        return FILES.get(number % FILES.size());
    }

    /** Everything that is read from the reply to a tile, and from a file. */
    private static void read(byte[] file) throws IOException {
        try (TiffReader reader = TiffReader.of(file, MOST_PIXEL_BYTES)) {
            TiffImage image = reader.image();
            image.grid();
            image.readBlocks((column, row, block) -> {});
            image.read(new Window(0, 0, image.width(), image.height()));
        }
    }
}
