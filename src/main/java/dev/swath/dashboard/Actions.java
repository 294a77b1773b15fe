package dev.swath.dashboard;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.swath.flow.jobs.Schedule;
import dev.swath.job.Job;
import dev.swath.ledger.FailedImage;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The actions of the dashboard, for those who have the token. */
public final class Actions {

    private static final Logger LOG = LoggerFactory.getLogger(Actions.class);
    private static final int ACCEPTED = 202;

    private final Queries queries;
    private final Schedule schedule;
    private final LiveRunTracker live;
    private final ActionGuard guard;

    /**
     * @param live the runs in progress
     * @param guard checks the token
     */
    Actions(Queries queries, Schedule schedule, LiveRunTracker live, ActionGuard guard) {
        this.queries = queries;
        this.schedule = schedule;
        this.live = live;
        this.guard = guard;
    }

    /** Starts a run of a job now. */
    public Reply start(@Header("job") String name, @Header("Authorization") String authorization)
            throws RefusedRequest {
        guard.requireToken(Optional.ofNullable(authorization));
        Job job = queries.require(name);
        fire(job, List.of());
        return Reply.json(
                ACCEPTED,
                JsonNodeFactory.instance.objectNode().put("job", job.name()).put("state", "started"));
    }

    /** Fetches the failed images of a job again, as a run of their own. */
    public Reply retry(@Header("job") String name, @Header("Authorization") String authorization)
            throws RefusedRequest {
        guard.requireToken(Optional.ofNullable(authorization));
        Job job = queries.require(name);
        List<FailedImage> failed = queries.failed(job.name());
        if (failed.isEmpty()) {
            throw new RefusedRequest(404, "no image of this job is listed as failed");
        }
        fire(job, failed);
        return Reply.json(
                ACCEPTED,
                JsonNodeFactory.instance.objectNode().put("job", job.name()).put("images", failed.size()));
    }

    private void fire(Job job, List<FailedImage> chosen) throws RefusedRequest {
        if (queries.running(job.name()).isPresent() || !live.claim(job.name())) {
            throw new RefusedRequest(409, "a run of this job is in progress; wait for its end");
        }
        try {
            schedule.fire(job.name(), chosen);
            LOG.info("job={} started from the dashboard", job.name());
        } catch (RuntimeException e) {
            live.release(job.name());
            throw e;
        }
    }
}
