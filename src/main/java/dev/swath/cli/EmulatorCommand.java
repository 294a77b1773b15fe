package dev.swath.cli;

import dev.swath.emulator.EarthEngineEmulator;
import dev.swath.emulator.EmulatorSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "emulator",
        mixinStandardHelpOptions = true,
        description = "Serves only the emulator of Earth Engine's REST API, until it is stopped.")
final class EmulatorCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common;

    @Option(names = "--port", paramLabel = "PORT", description = "Port to listen on (default: a free one).")
    private Optional<Integer> port = Optional.empty();

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "Address to listen on, 0.0.0.0 for all interfaces (default: 127.0.0.1, for this"
                    + " machine only). Everybody who can reach it may use it.")
    private Optional<String> host = Optional.empty();

    @Option(names = "--folder", paramLabel = "FOLDER", description = "Folder of GeoTIFFs to serve as a collection.")
    private Optional<Path> folder = Optional.empty();

    @Option(
            names = "--exports",
            paramLabel = "FOLDER",
            description = "Folder of the files that exports write (default: earth-engine-exports).")
    private Optional<Path> exports = Optional.empty();

    @Option(
            names = "--faults",
            paramLabel = "PLAN",
            description =
                    "Faults to inject, each with its share of the requests, such as 429:0.05,pixels.503:0.02,seed:7.")
    private Optional<String> faults = Optional.empty();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Map<String, String> options = new LinkedHashMap<>();
        port.ifPresent(number -> options.put("swath.emulator.port", number.toString()));
        folder.ifPresent(path -> options.put("swath.emulator.folder", path.toString()));
        exports.ifPresent(path -> options.put("swath.emulator.exports", path.toString()));
        faults.ifPresent(plan -> options.put("swath.emulator.faults", plan));
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown, "emulator-stop"));
        EmulatorSettings settings = EmulatorOptions.of(common.settings().with(options));
        try (EarthEngineEmulator emulator =
                EarthEngineEmulator.start(host.map(settings::withHost).orElse(settings))) {
            PrintWriter out = common.out();
            out.println("Earth Engine emulator at " + emulator.url());
            emulator.collections().forEach(collection -> out.println("  " + collection));
            out.flush();
            stopped.await();
        }
        return ExitCode.DONE;
    }
}
