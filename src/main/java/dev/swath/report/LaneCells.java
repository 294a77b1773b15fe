package dev.swath.report;

import java.util.ArrayList;
import java.util.List;

/** Lanes divided into cells of equal time, so that the drawing stays small however many requests there are. */
final class LaneCells {

    private static final Phase[] PHASES = Phase.values();
    private static final int MOST_COLUMNS = 470;
    /** The most cells of all lanes together. */
    private static final int MOST_CELLS = 60_000;

    private final double seconds;
    private final int columns;
    private final int lanes;
    /** Seconds of each phase in each cell: lane by lane, cell by cell. */
    private final float[] taken;

    private LaneCells(int lanes, double seconds) {
        this.lanes = lanes;
        this.columns = Math.max(1, Math.min(MOST_COLUMNS, MOST_CELLS / Math.max(1, lanes)));
        this.seconds = seconds / columns;
        this.taken = new float[lanes * columns * PHASES.length];
    }

    /** Neighbouring cells of a lane that show the same phase. */
    record Run(int lane, Phase.Stretch stretch) {}

    /** The cells of these lanes over so many seconds. */
    static LaneCells of(Lanes lanes, double seconds) {
        LaneCells cells = new LaneCells(lanes.count(), seconds);
        lanes.bars().forEach(bar -> Phase.of(bar).forEach(stretch -> cells.add(stretch, bar.lane())));
        return cells;
    }

    private void add(Phase.Stretch stretch, int lane) {
        int last = Math.min(columns - 1, (int) (stretch.to() / seconds));
        for (int i = Math.max(0, (int) (stretch.from() / seconds)); i <= last; i++) {
            double within = Math.min(stretch.to(), (i + 1) * seconds) - Math.max(stretch.from(), i * seconds);
            taken[cell(lane, i) + stretch.phase().ordinal()] += (float) Math.max(0, within);
        }
    }

    private int cell(int lane, int column) {
        return (lane * columns + column) * PHASES.length;
    }

    /** The cells to draw. */
    List<Run> runs() {
        List<Run> runs = new ArrayList<>();
        for (int lane = 0; lane < lanes; lane++) {
            int from = 0;
            for (int column = 1; column <= columns; column++) {
                int phase = most(lane, from);
                if (column == columns || most(lane, column) != phase) {
                    if (phase >= 0) {
                        runs.add(new Run(lane, new Phase.Stretch(PHASES[phase], from * seconds, column * seconds)));
                    }
                    from = column;
                }
            }
        }
        return runs;
    }

    /** The phase that takes most of a cell's time; -1 if the lane is free for longer. */
    private int most(int lane, int column) {
        int most = -1;
        double longest = seconds;
        for (int i = 0; i < PHASES.length; i++) {
            longest -= taken[cell(lane, column) + i];
        }
        for (int i = 0; i < PHASES.length; i++) {
            if (taken[cell(lane, column) + i] > longest) {
                longest = taken[cell(lane, column) + i];
                most = i;
            }
        }
        return most;
    }
}
