package dev.swath.emulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** A long-running operation of the service, here an export, from its request to its end. Used by several threads. */
final class Operation {

    /** Where an operation is; the names are those of the service. */
    enum State {
        PENDING,
        RUNNING,
        CANCELLING,
        SUCCEEDED,
        CANCELLED,
        FAILED;

        /** Whether it has ended. */
        boolean isDone() {
            return compareTo(SUCCEEDED) >= 0;
        }
    }

    /** Codes of errors, of Google's {@code google.rpc.Code}. */
    private static final int CANCELLED = 1;

    private static final int INVALID_ARGUMENT = 3;
    private static final int INTERNAL = 13;
    private static final int PRIORITY = 100;

    private final String name;
    private final String description;
    private final Instant created;
    private State state = State.PENDING;
    private Instant updated;
    private Optional<Instant> started = Optional.empty();
    private Optional<Instant> ended = Optional.empty();
    private List<String> destinations = List.of();
    private int errorCode;
    private String errorMessage = "";

    /**
     * @param name with its project
     * @param description that the client gave
     */
    Operation(String name, String description) {
        this(name, description, now());
    }

    private Operation(String name, String description, Instant created) {
        this.name = name;
        this.description = description;
        this.created = created;
        this.updated = created;
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    String name() {
        return name;
    }

    synchronized State state() {
        return state;
    }

    /** Begins, unless it has been cancelled: then it ends. */
    synchronized boolean begin() {
        if (state != State.PENDING) {
            end(State.CANCELLED);
            return false;
        }
        started = Optional.of(now());
        become(State.RUNNING);
        return true;
    }

    /** Ends with files at some places. */
    synchronized void succeed(List<String> uris) {
        destinations = List.copyOf(uris);
        end(State.SUCCEEDED);
    }

    /** Ends without a result, because the request can't be fulfilled; of a cancelled operation that is not an error. */
    synchronized void fail(String message) {
        end(message, INVALID_ARGUMENT);
    }

    /** Ends without a result, because of something in the emulator. */
    synchronized void failInternally() {
        end("An internal error has occurred", INTERNAL);
    }

    private void end(String message, int code) {
        if (state == State.CANCELLING) {
            end(State.CANCELLED);
            return;
        }
        errorCode = code;
        errorMessage = message;
        end(State.FAILED);
    }

    /** Asks it to end; has no effect if it has. */
    synchronized void cancel() {
        if (state == State.PENDING) {
            end(State.CANCELLED);
        } else if (state == State.RUNNING) {
            become(State.CANCELLING);
        }
    }

    private void end(State last) {
        if (!state.isDone()) {
            ended = Optional.of(now());
            become(last);
            if (last == State.CANCELLED) {
                errorCode = CANCELLED;
                errorMessage = "Cancelled.";
            }
        }
    }

    /**
     * As the service describes it when it takes it on. It may have ended since, but Google's clients take an error in this reply for one of
     * the request.
     */
    ObjectNode accepted() {
        return new Operation(name, description, created).json();
    }

    private void become(State next) {
        state = next;
        updated = now();
    }

    /** As the service describes it. */
    synchronized ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", name);
        ObjectNode metadata = json.putObject("metadata")
                .put("@type", "type.googleapis.com/google.earthengine.v1.OperationMetadata")
                .put("state", state.name())
                .put("description", description)
                .put("priority", PRIORITY)
                .put("createTime", created.toString())
                .put("updateTime", updated.toString())
                .put("type", "EXPORT_IMAGE");
        started.ifPresent(time -> metadata.put("startTime", time.toString()).put("attempt", 1));
        ended.ifPresent(time -> metadata.put("endTime", time.toString()));
        if (state == State.SUCCEEDED) {
            metadata.put("progress", 1);
            destinations.forEach(metadata.putArray("destinationUris")::add);
        }
        if (state.isDone()) {
            json.put("done", true);
            if (errorCode == 0) {
                json.putObject("response").put("@type", "type.googleapis.com/google.protobuf.Empty");
            } else {
                json.putObject("error").put("code", errorCode).put("message", errorMessage);
            }
        }
        return json;
    }
}
