package dev.swath.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swath.flow.download.ImagePlan;
import dev.swath.flow.jobs.CronTimes;
import dev.swath.flow.listing.PlannedImage;
import dev.swath.grid.RasterGrid;
import dev.swath.job.Job;
import dev.swath.run.RunSummary;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Locale;

/** Plans as JSON: an array with an object for each job, with the names of the summary. */
final class PlanJson implements PlanReport {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final PrintWriter out;
    private final ArrayNode jobs = JSON.createArrayNode();
    private ObjectNode job = JSON.createObjectNode();
    private ArrayNode images = JSON.createArrayNode();

    PlanJson(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void job(Job planned) {
        job = jobs.addObject().put("job", planned.name());
        ArrayNode next = job.putArray("nextFirings");
        CronTimes.of(planned)
                .ifPresent(times -> times.next(Instant.now(), FIRINGS).forEach(next::add));
        images = JSON.createArrayNode();
    }

    @Override
    public void image(PlannedImage image) {
        ObjectNode node = images.addObject();
        node.put("image", image.image());
        image.acquired().ifPresent(acquired -> node.put("acquired", acquired.toString()));
        node.put("fate", image.fate().toString().toLowerCase(Locale.ROOT).replace('_', '-'));
        image.plan().ifPresent(plan -> grid(node, plan));
        image.cause().ifPresent(cause -> node.put("cause", cause));
    }

    private static void grid(ObjectNode node, ImagePlan plan) {
        RasterGrid grid = plan.grid().grid();
        node.put("width", grid.width());
        node.put("height", grid.height());
        node.put("crs", grid.projection().code());
        node.put("tiles", plan.tiles().tiles().size());
        node.put("uncompressedBytes", plan.tiles().requestBytes());
    }

    @Override
    public void sum(PlanTotals totals, RunSummary listed) {
        job.put("found", totals.found());
        job.put("toFetch", totals.of(PlannedImage.Fate.TO_FETCH));
        job.put("stored", totals.of(PlannedImage.Fate.STORED));
        job.put("empty", totals.of(PlannedImage.Fate.EMPTY));
        job.put("unobtainable", totals.unobtainable());
        job.put("requests", totals.spending().requests());
        job.put("uncompressedBytes", totals.spending().bytes());
        job.put("mostMaskRequests", totals.spending().maskRequests());
        job.put("mostMaskBytes", totals.spending().maskBytes());
        job.put("seconds", totals.seconds());
        job.put("inFlight", totals.inFlight());
        job.put("requestSeconds", totals.requestSeconds());
        totals.beyondLimit().ifPresent(reason -> job.put("beyondLimit", reason));
        listed.listingFailure().ifPresent(cause -> job.put("listingFailure", cause));
        listed.noMatch().ifPresent(why -> job.put("noMatch", why));
        job.set("images", images);
        ArrayNode leftOut = job.putArray("leftOut");
        listed.leftOut().forEach(image -> leftOut.addObject()
                .put("image", image.image())
                .put(
                        "reason",
                        image.reason().toString().toLowerCase(Locale.ROOT).replace('_', '-')));
        job.put("moreLeftOut", listed.allLeftOut() - listed.leftOut().size());
    }

    @Override
    public void end() {
        try {
            out.println(JSON.writeValueAsString(jobs));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values could not be written as JSON", e);
        }
    }
}
