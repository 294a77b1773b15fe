package dev.swath.cli;

import dev.swath.run.ImageOutcome;
import dev.swath.run.LeftOut;
import dev.swath.run.Run;
import dev.swath.run.RunListener;
import dev.swath.run.RunSummary;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressState;

/**
 * A progress bar on a terminal: images as the bar, tiles beside it, with the remaining time. One run at a time.
 */
final class TerminalBar implements RunListener {

    private final PrintStream terminal;
    private final AtomicInteger tilesPlanned = new AtomicInteger();
    private final AtomicInteger tilesFetched = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private Optional<ProgressBar> bar = Optional.empty();

    /** Shows at once that something is going on, until a run opens. */
    TerminalBar(PrintStream terminal) {
        this.terminal = terminal;
        terminal.print("starting…\r");
        terminal.flush();
    }

    @Override
    public synchronized void opened(Run run) {
        tilesPlanned.set(0);
        tilesFetched.set(0);
        failed.set(0);
        bar = Optional.of(new ProgressBarBuilder()
                .setTaskName(run.job())
                .setInitialMax(0)
                .setUpdateIntervalMillis(250)
                .setRenderer((progress, columns) -> line(progress).in(columns))
                .continuousUpdate()
                .setConsumer(new UnendedLine(terminal))
                .build());
    }

    @Override
    public synchronized void listed(Run run, String image) {
        bar.ifPresent(shown -> shown.maxHint(shown.getMax() + 1));
    }

    @Override
    public synchronized void leftOut(Run run, LeftOut image) {
        bar.ifPresent(shown -> shown.maxHint(shown.getMax() - 1));
    }

    @Override
    public synchronized void planned(Run run, String image, int tiles) {
        tilesPlanned.addAndGet(tiles);
    }

    @Override
    public synchronized void fetched(Run run, String image) {
        tilesFetched.incrementAndGet();
    }

    @Override
    public synchronized void finished(Run run, ImageOutcome outcome) {
        if (outcome.cause().isPresent()) {
            failed.incrementAndGet();
        }
        bar.ifPresent(ProgressBar::step);
    }

    @Override
    public synchronized void untouched(Run run, ImageOutcome outcome) {
        bar.ifPresent(ProgressBar::step);
    }

    @Override
    public synchronized void closed(RunSummary summary) {
        end();
    }

    @Override
    public synchronized void abandoned(Run run) {
        end();
    }

    private void end() {
        bar.ifPresent(shown -> {
            shown.close();
            terminal.println();
            terminal.flush();
        });
        bar = Optional.empty();
    }

    /** Left open by the library, which would not end the line of a bar that is closed at once. */
    private static final class UnendedLine extends ConsoleProgressBarConsumer {

        UnendedLine(PrintStream terminal) {
            super(terminal);
        }

        @Override
        public void close() {}
    }

    private BarLine line(ProgressState progress) {
        return new BarLine(
                progress.getTaskName(),
                progress.getCurrent(),
                Math.max(0, progress.getMax()),
                failed.get(),
                tilesFetched.get(),
                tilesPlanned.get(),
                progress.getElapsedAfterStart());
    }
}
