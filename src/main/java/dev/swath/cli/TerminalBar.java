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
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A progress bar on a terminal: images as the bar, tiles beside it, with rate and remaining time. One run at a time.
 */
final class TerminalBar implements RunListener {

    private final PrintStream terminal;
    private final AtomicInteger tilesPlanned = new AtomicInteger();
    private final AtomicInteger tilesFetched = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private Optional<ProgressBar> bar = Optional.empty();

    TerminalBar(PrintStream terminal) {
        this.terminal = terminal;
    }

    @Override
    public synchronized void opened(Run run) {
        tilesPlanned.set(0);
        tilesFetched.set(0);
        failed.set(0);
        bar = Optional.of(new ProgressBarBuilder()
                .setTaskName(run.job())
                .setUnit(" images", 1)
                .setInitialMax(0)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(250)
                .showSpeed()
                .setConsumer(new ConsoleProgressBarConsumer(terminal))
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
        showTiles();
    }

    @Override
    public synchronized void fetched(Run run, String image) {
        tilesFetched.incrementAndGet();
        showTiles();
    }

    @Override
    public synchronized void finished(Run run, ImageOutcome outcome) {
        if (outcome.cause().isPresent()) {
            failed.incrementAndGet();
        }
        bar.ifPresent(ProgressBar::step);
        showTiles();
    }

    @Override
    public synchronized void untouched(Run run, ImageOutcome outcome) {
        bar.ifPresent(ProgressBar::step);
    }

    @Override
    public synchronized void closed(RunSummary summary) {
        bar.ifPresent(ProgressBar::close);
        bar = Optional.empty();
    }

    private void showTiles() {
        String failures = failed.get() == 0 ? "" : ", " + failed.get() + " failed";
        bar.ifPresent(
                shown -> shown.setExtraMessage(" tiles " + tilesFetched.get() + "/" + tilesPlanned.get() + failures));
    }
}
