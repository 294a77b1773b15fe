package dev.swath.report;

import dev.swath.run.ImageOutcome;
import dev.swath.run.InFlight;
import dev.swath.run.RequestTiming;
import dev.swath.run.RunSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeSet;

/**
 * The requests of a run, including failed ones, each in the lowest lane that is free from its sending until its pixels
 * are in the file, or until it fails.
 *
 * @param bars the requests, ordered by the time of sending
 * @param count number of lanes
 */
record Lanes(List<Bar> bars, int count) {

    /**
     * A request in its lane.
     *
     * @param lane from 0
     * @param free since when the lane had been free, in seconds of the run
     * @param image Earth Engine id of its image
     * @param request its timing, and whether it failed
     */
    record Bar(int lane, double free, String image, InFlight request) {

        /**
         * When its waiting time is shown from: not before the lane was free. A repeated request waited before its first
         * attempt.
         */
        double waitFrom() {
            boolean waited = request instanceof RequestTiming timing && timing.tries() == 1;
            return waited
                    ? Math.max(free, request.startSeconds() - ((RequestTiming) request).waitSeconds())
                    : request.startSeconds();
        }
    }

    private record Busy(double until, int lane) {}

    private record Sent(String image, InFlight request) {}

    Lanes {
        bars = List.copyOf(bars);
    }

    static Lanes of(RunSummary summary) {
        List<Sent> requests = new ArrayList<>();
        for (ImageOutcome image : summary.images()) {
            image.timings().forEach(timing -> requests.add(new Sent(image.image(), timing)));
            image.failedTries().forEach(attempt -> requests.add(new Sent(image.image(), attempt)));
        }
        requests.sort(Comparator.comparingDouble(sent -> sent.request().startSeconds()));
        PriorityQueue<Busy> busy = new PriorityQueue<>(Comparator.comparingDouble(Busy::until));
        TreeSet<Integer> idle = new TreeSet<>();
        List<Double> freed = new ArrayList<>();
        List<Bar> bars = new ArrayList<>(requests.size());
        for (Sent sent : requests) {
            while (!busy.isEmpty() && busy.peek().until() <= sent.request().startSeconds()) {
                Busy ended = busy.remove();
                idle.add(ended.lane());
                freed.set(ended.lane(), ended.until());
            }
            if (idle.isEmpty()) {
                idle.add(freed.size());
                freed.add(0.0);
            }
            int lane = idle.pollFirst();
            bars.add(new Bar(lane, freed.get(lane), sent.image(), sent.request()));
            busy.add(new Busy(sent.request().doneSeconds(), lane));
        }
        return new Lanes(bars, freed.size());
    }
}
