package dev.swath.demo;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Programs that are stopped together. Thread-safe: what is started while they are being stopped is refused. */
public final class ProgramGroup implements Closeable {

    private final Path folder;
    private final Path logs;
    private final Duration stop;
    private final List<RunningProgram> all = new ArrayList<>();
    private boolean closed;

    /**
     * Nothing is started yet.
     *
     * @param folder the current folder of the programs
     * @param logs where the log of each goes
     * @param stop how long each may take to stop before it is killed
     */
    public ProgramGroup(Path folder, Path logs, Duration stop) {
        this.folder = folder;
        this.logs = logs;
        this.stop = stop;
    }

    /** Where the log of each goes. */
    Path logs() {
        return logs;
    }

    /**
     * Starts one.
     *
     * @throws DemoException if they are being stopped
     */
    public synchronized RunningProgram start(Program program) throws DemoException, IOException {
        if (closed) {
            throw new DemoException(program.name() + " is not started: everything is being stopped");
        }
        RunningProgram running = RunningProgram.start(program, folder, logs);
        all.add(running);
        return running;
    }

    /** Asks all to stop, and kills those that take too long. */
    @Override
    public synchronized void close() {
        closed = true;
        all.forEach(RunningProgram::terminate);
        all.forEach(program -> program.stop(stop));
        all.clear();
    }
}
