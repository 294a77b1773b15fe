package dev.swath.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.RouteFile;
import dev.swath.Slow;
import dev.swath.emulator.EarthEngineEmulator;
import dev.swath.emulator.EmulatorSettings;
import dev.swath.emulator.Fault;
import dev.swath.emulator.FaultPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped routes beside route files of a user, whose error handling does not affect Swath's own retries. */
@Slow("A user's own route files beside the shipped ones do not change what Swath's routes do.")
@Timeout(60)
class NeighboursTest {

    private static final String OWN_ROUTE = """
            - route:
                id: of-the-user
                from:
                  uri: direct:of-the-user
                  steps:
                    - log:
                        message: never called
            """;

    @TempDir
    Path folder;

    static Stream<Arguments> retries_work_beside_any_error_handling_of_a_neighbour() {
        return Stream.of(
                Arguments.of("no error handler", """
                        - errorHandler:
                            noErrorHandler: {}
                        """),
                Arguments.of("a dead letter channel", """
                        - errorHandler:
                            deadLetterChannel:
                              deadLetterUri: log:dead
                        """),
                Arguments.of("an error handler with retries of its own", """
                        - errorHandler:
                            defaultErrorHandler:
                              redeliveryPolicy:
                                maximumRedeliveries: "1"
                                redeliveryDelay: "1"
                        """),
                Arguments.of("an onException that handles all", """
                        - onException:
                            exception:
                              - java.lang.Throwable
                            handled:
                              constant: "true"
                            steps:
                              - log:
                                  message: handled
                        """),
                Arguments.of("an intercept that stops", """
                        - intercept:
                            steps:
                              - stop: {}
                        """),
                Arguments.of("an interceptFrom that stops", """
                        - interceptFrom:
                            steps:
                              - stop: {}
                        """),
                Arguments.of("a route configuration for all routes that handles all", """
                        - routeConfiguration:
                            onException:
                              - onException:
                                  exception:
                                    - java.lang.Throwable
                                  handled:
                                    constant: "true"
                                  steps:
                                    - log:
                                        message: handled
                        """),
                Arguments.of("a route configuration for all routes without an error handler", """
                        - routeConfiguration:
                            errorHandler:
                              noErrorHandler: {}
                        """),
                Arguments.of("a route configuration for all routes with a dead letter channel", """
                        - routeConfiguration:
                            errorHandler:
                              deadLetterChannel:
                                deadLetterUri: log:dead
                        """));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void retries_work_beside_any_error_handling_of_a_neighbour(String name, String definition) throws IOException {
        Path routes = withNeighbour(definition + OWN_ROUTE);
        FaultPlan faults = FaultPlan.firstOfEach(2, Fault.UNAVAILABLE);
        try (EarthEngineEmulator emulator =
                        EarthEngineEmulator.start(EmulatorSettings.defaults().withFaults(faults));
                StubbornServer output = StubbornServer.start(503, 2, ".tif");
                StubbornServer recipient = StubbornServer.start(503, 2, "/summary")) {
            EmulatedRun run = EmulatedRun.once(
                    emulator.url(),
                    Files.createDirectory(folder.resolve("nothing")),
                    List.of(
                            EmulatedRun.THREE_IMAGES,
                            EmulatedRun.settings(
                                    "report = true",
                                    "routes = " + routes,
                                    "output = " + output.url() + "/images",
                                    "summary-to = " + recipient.url() + "/summary",
                                    "work = " + folder.resolve("work"),
                                    "ledger.url = jdbc:h2:mem:" + UUID.randomUUID())));

            assertThat(run.exitCode()).isZero();
            assertThat(emulator.accessLog().faults().get(Fault.UNAVAILABLE)).isGreaterThanOrEqualTo(10);
            assertThat(output.asked())
                    .as("three images, and two offers that were refused")
                    .isEqualTo(5);
            assertThat(paths(output)).filteredOn(path -> path.endsWith(".tif")).hasSize(3);
            assertThat(paths(output))
                    .filteredOn(path -> path.contains("/runs/"))
                    .hasSize(2);
            assertThat(paths(recipient)).containsExactly("/summary");
        }
    }

    private static List<String> paths(StubbornServer server) {
        return server.taken().stream().map(StubbornServer.Received::path).toList();
    }

    /** The project's route files, and two of the user's that Camel reads first and last. */
    private Path withNeighbour(String text) throws IOException {
        Path shipped = RouteFile.projectFolder().resolve("routes");
        Path routes = folder.resolve("routes");
        for (String file :
                List.of("ingest", "request", "download", "store", "describe", "summarize", "jobs/david-chiriqui")) {
            Path copy = routes.resolve(file + ".camel.yaml");
            Files.createDirectories(copy.getParent());
            Files.copy(shipped.resolve(file + ".camel.yaml"), copy);
        }
        for (String name : List.of("a-first", "z-last")) {
            Files.writeString(routes.resolve(name + ".camel.yaml"), text.replace("of-the-user", name));
        }
        return routes;
    }
}
