package dev.swath.bench;

import dev.swath.grid.Fetch;
import dev.swath.quicklook.Composite;
import dev.swath.quicklook.Quicklook;
import dev.swath.stac.WrittenImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What is made beside the file of the default job's image, in one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = {"-Xmx512m", "-XX:+UseSerialGC"})
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class SidecarParts {

    private static final int SIDE = 512;

    private Path file;
    private Optional<String> sha256 = Optional.empty();

    /** Makes the file. */
    @Setup
    public void makeFile() throws IOException {
        file = Files.createTempDirectory("swath-parts").resolve("image.tif");
        sha256 = Optional.of(NoisyImage.picture(Fetch.AUTO).write(file));
    }

    /** Removes it. */
    @TearDown
    public void removeFile() throws IOException {
        Files.delete(file);
        Files.delete(file.getParent());
    }

    /** The quicklook of 512 pixels. */
    @Benchmark
    public byte[] quicklook() throws IOException {
        return Quicklook.of(file, names -> Composite.picture(), SIDE).png();
    }

    /** What the STAC Item says of the file. */
    @Benchmark
    public WrittenImage item() throws IOException {
        return WrittenImage.of(file, sha256);
    }
}
