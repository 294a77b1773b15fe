package dev.swath.cli;

import dev.swath.run.Run;
import dev.swath.run.RunListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a process that waits for one run if that run can't end because one of its threads hangs, for example in the file
 * system.
 */
final class HaltWhenStuck implements RunListener {

    private static final Logger LOG = LoggerFactory.getLogger(HaltWhenStuck.class);

    @Override
    public void stuck(Run run) {
        LOG.error("run={} hangs in a thread that can't be interrupted: the process ends with exit code 1", run.id());
        // Not exit, which would wait for the thread, too.
        Runtime.getRuntime().halt(ExitCode.FAILED);
    }
}
