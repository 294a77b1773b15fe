package dev.swath.cli;

import dev.swath.run.Run;
import dev.swath.run.RunListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a process that waits for one run where that run can't end: a thread of it hangs, in the file system say. */
final class HaltWhenStuck implements RunListener {

    private static final Logger LOG = LoggerFactory.getLogger(HaltWhenStuck.class);

    @Override
    public void stuck(Run run) {
        LOG.error("run={} hangs in a thread that nothing wakes: the process ends with exit code 1", run.id());
        // Not exit: that would wait for the thread, too.
        Runtime.getRuntime().halt(ExitCode.FAILED);
    }
}
