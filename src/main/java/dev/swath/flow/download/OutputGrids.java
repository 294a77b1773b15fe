package dev.swath.flow.download;

import dev.swath.grid.OutputGrid;
import dev.swath.grid.ProjectedArea;
import dev.swath.grid.RasterGrid;
import dev.swath.job.Job;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The output grids of a job by the pixels of its images, with the area on each: a listing names many images of the same few grids.
 * The latest {@value #MOST} are kept. Thread-safe.
 */
public final class OutputGrids {

    private static final int MOST = 100;

    private final Job job;
    private final Map<RasterGrid, OnGrid> grids = new LinkedHashMap<>(MOST, 0.75f, true);

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

    /** Grids of this job. */
    public OutputGrids(Job job) {
        this.job = job;
    }

    /**
     * The output grid of an image with these pixels.
     *
     * @throws IllegalArgumentException if no grid can be laid over it
     */
    synchronized OnGrid of(RasterGrid band) {
        OnGrid known = grids.get(band);
        if (known == null) {
            known = OnGrid.of(job, band);
            grids.put(band, known);
            if (grids.size() > MOST) {
                grids.remove(grids.keySet().iterator().next());
            }
        }
        return known;
    }
}
