package dev.swath.flow;

import dev.swath.geotiff.Samples;
import dev.swath.geotiff.TiffImage;
import dev.swath.geotiff.TiffReader;
import dev.swath.grid.Window;
import dev.swath.run.ImageOutcome;
import dev.swath.run.RunSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.main.MainConfigurationProperties;
import org.apache.camel.spi.Registry;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.apache.camel.test.main.junit5.CamelMainTestSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real route files with the default job, on a scripted Earth Engine: over a small area at the bands' own resolution,
 * started by {@link #run}.
 */
@Timeout(60)
public abstract class FlowTest extends CamelMainTestSupport {

    protected static final String JOB = "david-chiriqui";
    private static final String RUN = "direct:run";

    /** Small enough for one tile; four of them make an image of this area. */
    protected static final String QUARTER_TILES = "tile.max-bytes = 6144";

    protected final ScriptedEarthEngine earthEngine = ScriptedEarthEngine.start();

    @TempDir
    protected Path folder;

    /** A database in memory, which exists while something is connected to it. */
    protected final String ledgerUrl = "jdbc:h2:mem:" + UUID.randomUUID();

    private String[] ownSettings = {};
    private Properties given = new Properties();

    @RegisterExtension
    final BeforeEachCallback readSettings = test ->
            ownSettings = Optional.ofNullable(test.getRequiredTestMethod().getAnnotation(With.class))
                    .map(With::value)
                    .orElse(new String[0]);

    @Override
    protected String getPropertyPlaceholderLocations() {
        return "file:application.properties,classpath:dev/swath/camel.properties";
    }

    @Override
    protected void configure(MainConfigurationProperties configuration) {
        configuration.withRoutesIncludePattern("file:routes/**/*.camel.yaml");
    }

    @Override
    public void configureTest(TestExecutionConfiguration configuration) {
        super.configureTest(configuration);
        configuration.withUseAdviceWith(true);
    }

    @Override
    protected void setupResources() throws IOException {
        given = settings();
        camelContextConfiguration().withUseOverridePropertiesWithPropertiesComponent(given);
    }

    @Override
    protected void bindToRegistry(Registry registry) throws Exception {
        registry.bind(SwathPlugin.OVERRIDES, given);
    }

    /** The settings of the test, by their full keys. */
    protected Properties settings() throws IOException {
        Properties settings = new Properties();
        settings.setProperty("swath.earth-engine.url", earthEngine.url().toString());
        settings.setProperty("swath.area", "centre 8.3958,-82.4350 side 0.005");
        settings.setProperty("swath.scale", "");
        settings.setProperty("swath.outline.width", "0");
        settings.setProperty("swath.retry.delay", "1ms");
        settings.setProperty("swath.retry.rounds", "0");
        settings.setProperty("swath.output", output().toString());
        settings.setProperty("swath.ledger.url", ledgerUrl);
        settings.setProperty("camel.component.quartz.autoStartScheduler", "false");
        // How long a route that reads a queue within the process takes to stop.
        settings.setProperty("camel.component.seda.default-poll-timeout", "20");
        for (String setting : ownSettings) {
            String[] parts = setting.split("=", 2);
            settings.setProperty("swath." + parts[0].trim(), parts[1].trim());
        }
        return settings;
    }

    @Override
    protected void cleanupResources() throws IOException {
        earthEngine.close();
    }

    /** Where the images go. */
    protected final Path output() {
        return folder.resolve("output");
    }

    /** Runs the job once, through its own route, as its schedule would. */
    protected final RunSummary run() throws Exception {
        if (!context.isStarted()) {
            AdviceWith.adviceWith(context, JOB, route -> route.replaceFromWith(RUN));
            context.start();
        }
        return template.requestBody(RUN, (Object) null, RunSummary.class);
    }

    /** Runs a step before each attempt to send a file to the output, if its name matches. */
    protected final void beforeOffering(String name, Processor step) throws Exception {
        AdviceWith.adviceWith(context, "deliver", route -> route.weaveById("to-offer")
                .before()
                .process(exchange -> {
                    if (isNamed(exchange, name)) {
                        step.process(exchange);
                    }
                }));
    }

    /** Runs a step instead of each attempt to send a file to the output, if its name matches. */
    protected final void insteadOfOffering(String name, Processor step) throws Exception {
        AdviceWith.adviceWith(context, "deliver", route -> route.weaveById("to-offer")
                .replace()
                .choice()
                .when(exchange -> isNamed(exchange, name))
                .process(step)
                .otherwise()
                .to("direct:offer"));
    }

    private static boolean isNamed(Exchange exchange, String name) {
        return exchange.getMessage().getHeader(Exchange.FILE_NAME, String.class).matches(name);
    }

    /** The names of all files in the output, without summaries and sidecars. */
    protected final List<String> files() throws IOException {
        if (!Files.exists(output())) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(output())) {
            return files.filter(Files::isRegularFile)
                    .map(file -> output().relativize(file).toString())
                    .filter(file -> !file.startsWith("runs/") && !file.startsWith(".swath/"))
                    .filter(file -> !file.matches("(.*/)?[^/.][^/]*\\.(json|png)"))
                    .sorted()
                    .toList();
        }
    }

    /** All pixels of an image in the output. */
    protected final Samples pixels(String file) throws IOException {
        try (TiffReader reader = TiffReader.open(output().resolve(file))) {
            TiffImage image = reader.image();
            return image.read(new Window(0, 0, image.width(), image.height()));
        }
    }

    /** The outcome of an image, by the last part of its id. */
    protected static ImageOutcome outcome(RunSummary summary, String image) {
        return summary.images().stream()
                .filter(outcome -> outcome.image().endsWith("/" + image))
                .findFirst()
                .orElseThrow();
    }
}
