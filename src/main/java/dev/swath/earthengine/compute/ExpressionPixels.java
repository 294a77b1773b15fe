package dev.swath.earthengine.compute;

import static dev.swath.earthengine.expression.Node.call;

import dev.swath.earthengine.Band;
import dev.swath.earthengine.BandSelection;
import dev.swath.earthengine.ImageAsset;
import dev.swath.earthengine.expression.Areas;
import dev.swath.earthengine.expression.GivenExpression;
import dev.swath.earthengine.expression.Node;
import dev.swath.earthengine.expression.Raster;
import dev.swath.grid.RasterGrid;
import dev.swath.grid.SampleType;
import dev.swath.job.Job;
import dev.swath.job.TimeWindow;
import dev.swath.job.expression.ExpressionFile;
import dev.swath.job.expression.Variable;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The bands of an expression that a user has written, computed for an image of a job. */
final class ExpressionPixels {

    private ExpressionPixels() {}

    /**
     * Its bands by their names. Nothing is known of their values but that they are numbers, and they have the pixels of the finest
     * band of the listed image, or those of the image that a whole run is about.
     *
     * @param job narrowed to a feature if the image is for one
     */
    static SourcePixels of(Job job, ExpressionFile expression, ImageAsset image) {
        Raster result = new Raster(GivenExpression.of(expression, variables(job, image))).select(job.bands());
        RasterGrid grid = image.isComposed() ? image.bands().get(0).grid() : new BandSelection(image.bands()).grid();
        SampleType type = job.computing().type().orElse(SampleType.FLOAT32);
        List<Band> bands =
                job.bands().stream().map(name -> new Band(name, type, grid)).toList();
        return new SourcePixels(
                result,
                Optional.empty(),
                bands,
                Collections.nCopies(bands.size(), ValueRange.of(SampleType.FLOAT64)),
                false,
                false);
    }

    private static Map<Variable, Node> variables(Job job, ImageAsset image) {
        Map<Variable, Node> values = new EnumMap<>(Variable.class);
        values.put(Variable.IMAGE, Raster.load(image.assetId()).node());
        values.put(
                Variable.COLLECTION,
                call(
                        "ImageCollection.fromImages",
                        "images",
                        new Node.Items(image.sources().stream()
                                .map(source -> Raster.load(source.assetId()).node())
                                .toList())));
        values.put(Variable.AREA, Areas.geometry(job.area().geometry()));
        values.put(Variable.START, instant(image, TimeWindow::start));
        values.put(Variable.END, instant(image, TimeWindow::end));
        return values;
    }

    private static Node instant(ImageAsset image, Function<TimeWindow, Instant> side) {
        return new Node.Constant(image.window().map(side).map(Instant::toString).orElse(""));
    }
}
