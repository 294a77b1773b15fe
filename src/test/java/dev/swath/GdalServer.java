package dev.swath;

import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One process of Python that does for all tests of a JVM what GDAL's tools and scripts do: each start of their own would cost more
 * than most of what they do. It ends with the JVM.
 */
final class GdalServer {

    static final String PYTHON = "/usr/bin/python3";

    private static final Set<String> TOOLS = Set.of("gdalinfo", "gdal_translate", "gdaladdo", PYTHON);
    private static final ObjectMapper JSON = new ObjectMapper();

    private Optional<Process> process = Optional.empty();

    /** Whether it can run a command. GDAL's drivers for servers keep what they have read: those need a process of their own. */
    static boolean knows(List<String> command) {
        return TOOLS.contains(command.get(0)) && command.stream().noneMatch(word -> word.startsWith("EEDA"));
    }

    /**
     * Runs a command to its end and returns what it printed; any exit code but 0 fails the test with its messages.
     *
     * @param limitSeconds after which the test fails
     */
    synchronized String run(List<String> command, long limitSeconds) throws IOException {
        Process server = process.filter(Process::isAlive).orElseGet(GdalServer::start);
        process = Optional.of(server);
        BufferedWriter commands = server.outputWriter(StandardCharsets.UTF_8);
        commands.write(JSON.writeValueAsString(command));
        commands.newLine();
        commands.flush();
        JsonNode answer = JSON.readTree(answer(server, command, limitSeconds));
        if (answer.path("code").asInt() != 0) {
            fail(
                    "exit %d: %s%n%s%n%s",
                    answer.path("code").asInt(),
                    command,
                    answer.path("out").asText(),
                    answer.path("err").asText());
        }
        return answer.path("out").asText();
    }

    private static String answer(Process server, List<String> command, long limitSeconds) {
        BufferedReader answers = server.inputReader(StandardCharsets.UTF_8);
        try {
            return CompletableFuture.supplyAsync(() -> line(answers)).get(limitSeconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            server.destroyForcibly();
            return fail("no end after %d s: %s", limitSeconds, command);
        } catch (ExecutionException e) {
            server.destroyForcibly();
            return fail("GDAL ended at " + command, e);
        } catch (InterruptedException e) {
            server.destroyForcibly();
            Thread.currentThread().interrupt();
            return fail("interrupted: %s", command);
        }
    }

    private static String line(BufferedReader answers) {
        try {
            return Optional.ofNullable(answers.readLine()).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process start() {
        String script = RouteFile.projectFolder()
                .resolve("src/test/resources/dev/swath/gdal_server.py")
                .toString();
        try {
            return new ProcessBuilder(PYTHON, "-X", "utf8", script)
                    .redirectError(Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
