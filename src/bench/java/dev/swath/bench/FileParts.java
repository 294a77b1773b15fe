package dev.swath.bench;

import dev.swath.grid.Fetch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** From replies in memory to the finished file, in one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = {"-Xmx512m", "-XX:+UseSerialGC"})
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class FileParts {

    /** Which image: the default job's out of one reply at 10 m, the same out of nine at 2 m, or raw bands. */
    @Param({"picture-auto", "picture-as-asked", "raw"})
    public String image;

    private NoisyImage made;
    private Path folder;

    /** Makes the replies. */
    @Setup
    public void makeReplies() throws IOException {
        folder = Files.createTempDirectory("swath-parts");
        made = switch (image) {
            case "picture-auto" -> NoisyImage.picture(Fetch.AUTO);
            case "picture-as-asked" -> NoisyImage.picture(Fetch.AS_ASKED);
            default -> NoisyImage.raw();
        };
    }

    /** Removes the file. */
    @TearDown
    public void removeFile() throws IOException {
        Files.deleteIfExists(folder.resolve("image.tif"));
        Files.delete(folder);
    }

    /** Unpacks the replies alone. */
    @Benchmark
    public int decode() throws IOException {
        return made.decode();
    }

    /** All of it: decode, clip, paint, overviews, mask, compress, digest, write. */
    @Benchmark
    public String file() throws IOException {
        return made.write(folder.resolve("image.tif"));
    }
}
