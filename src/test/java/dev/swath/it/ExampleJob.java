package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.cli.SwathCommand;
import dev.swath.grid.SampleType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Runs an example job by its name.
 *
 * @param output where its files go
 */
record ExampleJob(Path output) {

    /** The images of a run that lists to this end, by name. */
    List<Path> once(String job, String end, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("once", job));
        List<String> settings =
                new ArrayList<>(List.of("swath.output=" + output, "swath.end=" + end, "swath.emulator.latency=0ms"));
        settings.addAll(List.of(more));
        settings.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        assertThat(SwathCommand.execute(arguments.toArray(String[]::new))).isZero();
        List<Path> images = files(output, ".tif");
        assertThat(images).isNotEmpty();
        return images;
    }

    /** The summary of its run. */
    String summary() throws IOException {
        return Files.readString(files(output.resolve("runs"), ".json").get(0));
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    /** The numbers of one band of a file of single precision. */
    static double[] floats(Path file, int band) throws IOException {
        Pixels pixels = Pixels.of(file);
        assertThat(pixels.type()).isEqualTo(SampleType.FLOAT32);
        return IntStream.range(0, pixels.count())
                .mapToDouble(pixel -> pixels.get(pixel, band))
                .toArray();
    }
}
