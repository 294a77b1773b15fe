package dev.swath.earthengine.compute;

import dev.swath.earthengine.Band;
import dev.swath.earthengine.BandSelection;
import dev.swath.earthengine.BandSelectionException;
import dev.swath.earthengine.ImageAsset;
import dev.swath.earthengine.expression.Raster;
import dev.swath.grid.RasterGrid;
import dev.swath.job.Computing.Values;
import dev.swath.job.formula.BandDefinition;
import dev.swath.job.formula.SpectralIndex;
import java.util.List;
import java.util.Optional;

/** The bands that a job defines on an image, each as an operand of an expression. */
final class BandOperands {

    private final ImageAsset image;
    private final ImageBands names;
    private final Raster source;
    private final Values values;

    /**
     * @param image the stored image
     * @param source the same in the expression, clouds masked
     * @param values what its bands hold in formulas and by themselves
     */
    BandOperands(ImageAsset image, Raster source, Values values) {
        this.image = image;
        this.names = new ImageBands(image);
        this.source = source;
        this.values = values;
    }

    /** Whether a band is delivered as it is stored. */
    boolean isStored(BandDefinition definition) {
        return definition.formula().isEmpty()
                && names.has(definition.name())
                && (values == Values.STORED
                        || Scaling.of(image, definition.name()).isEmpty());
    }

    /**
     * A band of the file.
     *
     * @throws BandSelectionException if the image lacks a band that it is made from
     */
    Operand of(BandDefinition definition) {
        return definition
                .formula()
                .map(formula -> new FormulaRaster(band -> operand(band.name())).of(formula))
                .orElseGet(() -> operand(definition.name()));
    }

    /** A band, or a ready-made one unless the image has a band of its own that is called so. */
    private Operand operand(String name) {
        return index(name).map(this::index).orElseGet(() -> operand(name, values));
    }

    private Optional<SpectralIndex> index(String name) {
        return names.has(name) ? Optional.empty() : SpectralIndex.of(name);
    }

    private Operand operand(String name, Values wanted) {
        Band band = names.named(name);
        Operand asStored = new Operand(source.select(band.id()), ValueRange.of(band.type()));
        return wanted == Values.STORED
                ? asStored
                : Scaling.of(image, band.id())
                        .map(scaling -> scaling.apply(asStored))
                        .orElse(asStored);
    }

    /** An index of reflectance. A normalized difference is the same for any factor, and then Earth Engine's own function. */
    private Operand index(SpectralIndex index) {
        List<Band> bands = bands(index);
        List<Optional<Scaling>> scalings =
                bands.stream().map(band -> Scaling.of(image, band.id())).toList();
        boolean onlyOneFactor = scalings.stream().distinct().count() == 1
                && scalings.get(0).map(Scaling::offset).orElse(0.0) == 0;
        return index.isNormalizedDifference() && onlyOneFactor
                ? new Operand(
                        source.normalizedDifference(
                                bands.get(0).id(), bands.get(1).id()),
                        ValueRange.ofFractions())
                : new FormulaRaster(band -> operand(band.name(), Values.SCALED)).of(index.formula());
    }

    private List<Band> bands(SpectralIndex index) {
        try {
            return index.bands().stream().map(names::named).toList();
        } catch (BandSelectionException e) {
            throw new BandSelectionException(index.id() + " can't be computed: " + e.getMessage());
        }
    }

    /**
     * The pixels of a band of the file: the finest of the bands that it is made from.
     *
     * @param scaleGiven whether these may differ in resolution
     * @throws BandSelectionException if they differ and may not
     */
    RasterGrid grid(BandDefinition definition, boolean scaleGiven) {
        List<Band> sources = definition
                .formula()
                .map(formula -> formula.bandNames().keySet().stream().toList())
                .orElseGet(() -> List.of(definition.name()))
                .stream()
                .flatMap(name -> index(name).map(SpectralIndex::bands).orElseGet(() -> List.of(name)).stream())
                .map(names::named)
                .distinct()
                .toList();
        List<String> ids = sources.stream().map(Band::id).toList();
        return BandSelection.of(image, ids, scaleGiven).grid();
    }
}
