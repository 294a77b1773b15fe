package dev.swath.flow.jobs;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.model.ModelCamelContext;

/** The routes of jobs, added and removed while the context runs. */
public final class JobRoutes {

    private static final int STOP_SECONDS = 5;

    private final CamelContext context;

    /** Routes of this context. */
    public JobRoutes(CamelContext context) {
        this.context = context;
    }

    /** Whether a run of the job goes on. */
    public boolean isBusy(String job) {
        return context.getInflightRepository().size(job) > 0;
    }

    /** Makes the route of a job, and starts its schedule. */
    public void add(String job, Map<String, Object> parameters) {
        try {
            ((ModelCamelContext) context).addRouteFromTemplate(job, JobFile.TEMPLATE, parameters);
        } catch (Exception e) {
            throw RuntimeCamelException.wrapRuntimeCamelException(e);
        }
    }

    /** Ends the schedule of a job, and removes its route if there is one. */
    public void remove(String job) {
        try {
            if (context.getRoute(job) != null) {
                context.getRouteController().stopRoute(job, STOP_SECONDS, TimeUnit.SECONDS);
                context.removeRoute(job);
                ClusterSchedule.remove(context, job);
            }
        } catch (Exception e) {
            throw RuntimeCamelException.wrapRuntimeCamelException(e);
        }
    }
}
