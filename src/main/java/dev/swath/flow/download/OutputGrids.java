package dev.swath.flow.download;

import dev.swath.grid.OutputGrid;
import dev.swath.grid.ProjectedArea;
import dev.swath.grid.RasterGrid;
import dev.swath.job.AreaFeature;
import dev.swath.job.Job;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The output grids of a job by the pixels of its images, with the area on each: a listing names many images of the same few grids.
 * The latest {@value #MOST} are kept. Thread-safe.
 */
public final class OutputGrids {

    private static final int MOST = 1000;

    private static final int INITIAL = 16;

    private final Map<Wanted, OnGrid> grids = new LinkedHashMap<>(INITIAL, 0.75f, true);

    /**
     * An output grid.
     *
     * @param grid the pixels of the file
     * @param area the job's area on them
     */
    record OnGrid(OutputGrid grid, ProjectedArea area) {

        static OnGrid of(Job job, RasterGrid band) {
            OutputGrid grid = OutputGrid.of(job.area().geometry(), band, job.crs(), job.scale());
            return new OnGrid(grid, grid.area(job.area().geometry()));
        }
    }

    /** The pixels of an image, and the feature of the area that is wanted; empty for the whole area. */
    private record Wanted(RasterGrid band, Optional<String> feature) {}

    /**
     * The output grid of an image with these pixels.
     *
     * @param job narrowed to a feature if the image is wanted for one
     * @throws IllegalArgumentException if no grid can be laid over it
     */
    synchronized OnGrid of(Job job, RasterGrid band) {
        Wanted wanted = new Wanted(band, job.feature().map(AreaFeature::key));
        OnGrid known = grids.get(wanted);
        if (known == null) {
            known = OnGrid.of(job, band);
            grids.put(wanted, known);
            if (grids.size() > MOST) {
                grids.remove(grids.keySet().iterator().next());
            }
        }
        return known;
    }
}
