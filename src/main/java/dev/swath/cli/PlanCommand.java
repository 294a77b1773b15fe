package dev.swath.cli;

import dev.swath.flow.ImagePlan;
import dev.swath.grid.RasterGrid;
import dev.swath.report.SummaryTable;
import dev.swath.run.RunSummary;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = "Lists what would be downloaded, and downloads nothing.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:all images can be downloaded",
            "1:some images lack what a job asks for",
            "2:a setting, an argument or a route file is wrong",
            "3:the collection could not be listed"
        })
final class PlanCommand implements Callable<Integer> {

    @Mixin
    private Common common;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "JOB",
            arity = "0..*",
            description = "Jobs to plan; all that are enabled if none is named.")
    private List<String> names = List.of();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (Ingestion ingestion = Ingestion.startToPlan(common.settings(), names)) {
            int code = ExitCode.DONE;
            for (String job : JobNames.chosen(ingestion.jobs(), names)) {
                Totals totals = new Totals();
                out.printf("%s%n%-68s %13s %-11s %6s %14s%n", job, "image", "grid", "crs", "tiles", "bytes");
                RunSummary listed = ingestion
                        .planning()
                        .each(
                                job,
                                (image, plan) -> out.println(totals.row(image.id(), plan)),
                                (image, cause) -> out.println(totals.row(image, cause)));
                out.printf(
                        "%d images, %d requests, %d bytes uncompressed (%s)%n",
                        totals.images, totals.requests, totals.bytes, SummaryTable.size(totals.bytes));
                listed.leftOut()
                        .forEach(image -> out.printf(
                                "%-68s left out: %s%n",
                                image.image(), image.reason().text()));
                code = Math.max(code, totals.unplanned == 0 ? ExitCode.DONE : ExitCode.FAILED);
                if (listed.listingFailure().isPresent()) {
                    out.printf(
                            "the listing could not go on: %s%n",
                            listed.listingFailure().get());
                    code = ExitCode.NO_LISTING;
                }
                out.flush();
            }
            return code;
        }
    }

    /** Sums over the images of a job. */
    private static final class Totals {
        private int images;
        private int requests;
        private long bytes;
        private int unplanned;

        String row(String image, String cause) {
            unplanned++;
            return "%-68s can't be downloaded: %s".formatted(image, cause);
        }

        String row(String image, ImagePlan plan) {
            int tiles = plan.tiles().tiles().size();
            images++;
            requests += tiles;
            bytes += plan.tiles().requestBytes();
            RasterGrid grid = plan.grid().grid();
            return "%-68s %13s %-11s %6d %14d"
                    .formatted(
                            image,
                            grid.width() + "x" + grid.height(),
                            grid.projection().code(),
                            tiles,
                            plan.tiles().requestBytes());
        }
    }
}
