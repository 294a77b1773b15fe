package dev.swath.emulator;

import dev.swath.emulator.expression.ImageValue;
import dev.swath.emulator.raster.Budget;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs exports, one after the other, and remembers the newest. */
final class Exports implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(Exports.class);
    private static final int MOST_WAITING = 100;
    private static final int MOST_REMEMBERED = 1000;
    private static final int CLOSE_SECONDS = 5;
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final String LEGACY = "projects/earthengine-legacy/operations/";
    private static final int ID_LETTERS = 24;
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final Path folder;
    private final ComputeRoutes computed;
    private final Map<String, Operation> operations = new LinkedHashMap<>();
    private final Map<String, Operation> requests = new LinkedHashMap<>();
    private final ThreadPoolExecutor thread;

    /**
     * @param folder of the files; made when the first of them is written
     * @param computed evaluates images
     */
    Exports(Path folder, ComputeRoutes computed) {
        this.folder = folder;
        this.computed = computed;
        this.thread =
                new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), task -> {
                    Thread own = new Thread(task, "emulator-export");
                    own.setDaemon(true);
                    return own;
                });
    }

    /** Takes an export on. The same request again is the same operation. */
    synchronized Operation start(String project, ExportRequest request) {
        String key = project + " " + request.requestId().orElse("");
        if (request.requestId().isPresent() && requests.containsKey(key)) {
            return requests.get(key);
        }
        Operation operation = new Operation(project + "/operations/" + id(), request.description());
        try {
            thread.execute(() -> run(operation, request));
        } catch (RejectedExecutionException e) {
            throw ApiException.tooManyRequests();
        }
        operations.put(operation.name(), operation);
        request.requestId().ifPresent(id -> requests.put(key, operation));
        forget();
        return operation;
    }

    /** Forgets the oldest that have ended. */
    private void forget() {
        List<Operation> ended = operations.values().stream()
                .filter(each -> each.state().isDone())
                .toList();
        for (int i = 0; i < operations.size() - MOST_REMEMBERED && i < ended.size(); i++) {
            operations.remove(ended.get(i).name());
            requests.values().remove(ended.get(i));
        }
    }

    private static String id() {
        StringBuilder id = new StringBuilder();
        ThreadLocalRandom.current().ints(ID_LETTERS, 0, LETTERS.length()).forEach(i -> id.append(LETTERS.charAt(i)));
        return id.toString();
    }

    /** An operation by its name; clients that know only its id put it into the service's legacy project. */
    synchronized Optional<Operation> find(String name) {
        if (name.startsWith(LEGACY)) {
            String end = name.substring(LEGACY.length() - 1);
            return operations.values().stream()
                    .filter(each -> each.name().endsWith("/operations" + end))
                    .findFirst();
        }
        return Optional.ofNullable(operations.get(name));
    }

    /** The operations of a project, the newest first. */
    synchronized List<Operation> list(String project) {
        List<Operation> newest = new ArrayList<>();
        operations.values().stream()
                .filter(each -> each.name().startsWith(project + "/operations/"))
                .forEach(each -> newest.add(0, each));
        return newest;
    }

    private void run(Operation operation, ExportRequest request) {
        if (!operation.begin()) {
            return;
        }
        try {
            operation.succeed(List.of(write(operation, request).toUri().toString()));
        } catch (ApiException e) {
            operation.fail(e.getMessage());
        } catch (IOException | RuntimeException e) {
            LOG.warn("an export failed", e);
            operation.failInternally();
        } catch (OutOfMemoryError e) {
            operation.fail("User memory limit exceeded.");
        }
    }

    private Path write(Operation operation, ExportRequest request) throws IOException {
        Budget budget = new Budget(LONGEST, Budget.MEMORY, () -> operation.state() == Operation.State.CANCELLING);
        ImageValue image = computed.exported(request.expression(), budget);
        ComputedPixels pixels = ComputeRoutes.answer(() -> ComputedPixels.exported(request.pixels(), image));
        double count = (double) pixels.grid().width() * pixels.grid().height();
        if (count > request.maxPixels()) {
            throw ApiException.invalid(
                    "Export too large: specified %.0f pixels (max: %.0f). Specify higher maxPixels value if you intend to"
                            + " export a large area.",
                    count, request.maxPixels());
        }
        ComputeRoutes.answer(() -> pixels.checkFits(budget));
        byte[] file = PixelReply.geoTiff(computed.rendered(pixels, budget), pixels.nodata());
        Path target = folder.resolve(request.file() + ".tif").toAbsolutePath();
        Files.createDirectories(target.getParent());
        Path part = Files.createTempFile(target.getParent(), ".export", ".part");
        try {
            Files.write(part, file);
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
        LOG.info(String.format(Locale.ROOT, "exported %s", target));
        return target;
    }

    /** Stops at once; what is being written is given up. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
