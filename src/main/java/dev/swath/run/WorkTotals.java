package dev.swath.run;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sums over the outcomes of a run. */
final class WorkTotals {

    private final Map<OutcomeStatus, Integer> images = new EnumMap<>(OutcomeStatus.class);
    private final StepTimes waits = new StepTimes();
    private final StepTimes fetches = new StepTimes();
    private final StepTimes decodings = new StepTimes();
    private final StepTimes encodings = new StepTimes();
    private final StepTimes storings = new StepTimes();
    private final TimesInFlight answered = new TimesInFlight();
    private final TimesInFlight failed = new TimesInFlight();
    private int requests;
    private int retries;
    private int rejected;
    private int resumed;
    private long bytesReceived;
    private long bytesWritten;
    private double busySeconds;

    void add(ImageOutcome outcome) {
        images.merge(outcome.status(), 1, Integer::sum);
        requests += outcome.requests();
        retries += outcome.retries();
        rejected += outcome.rejected();
        resumed += outcome.resumed();
        bytesReceived += outcome.bytesReceived();
        bytesWritten += outcome.bytesWritten();
        busySeconds += outcome.busySeconds();
        if (outcome.status() == OutcomeStatus.STORED) {
            storings.add(outcome.storeSeconds());
        }
        for (RequestTiming request : outcome.timings()) {
            waits.add(request.waitSeconds());
            fetches.add(request.fetchSeconds());
            decodings.add(request.decodeSeconds());
            encodings.add(request.encodeSeconds());
            answered.add(request);
        }
        outcome.failedTries().forEach(failed::add);
    }

    int images() {
        return images.values().stream().mapToInt(Integer::intValue).sum();
    }

    int count(OutcomeStatus status) {
        return images.getOrDefault(status, 0);
    }

    int requests() {
        return requests;
    }

    int retries() {
        return retries;
    }

    int rejected() {
        return rejected;
    }

    int resumed() {
        return resumed;
    }

    long bytesReceived() {
        return bytesReceived;
    }

    long bytesWritten() {
        return bytesWritten;
    }

    double busySeconds() {
        return busySeconds;
    }

    /** The steps of all requests and images, in their order. */
    Map<String, Percentiles> steps() {
        Map<String, Percentiles> steps = new LinkedHashMap<>();
        steps.put("wait", waits.percentiles());
        steps.put("fetch", fetches.percentiles());
        steps.put("decode", decodings.percentiles());
        steps.put("encode", encodings.percentiles());
        steps.put("store", storings.percentiles());
        return steps;
    }

    ConcurrencyCurve concurrency(double wallSeconds) {
        return ConcurrencyCurve.of(answered, failed, wallSeconds);
    }
}
