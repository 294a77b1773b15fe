package dev.swath.earthengine.compute;

import dev.swath.earthengine.Band;
import dev.swath.earthengine.BandSelectionException;
import dev.swath.earthengine.ImageAsset;
import dev.swath.earthengine.expression.Raster;
import dev.swath.job.Computing;
import dev.swath.job.formula.BandDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The bands of a job, computed from one stored image.
 *
 * @param raster the bands in their order, clouds masked
 * @param source the image that they are selected from, clouds masked; empty if one of them is computed
 * @param bands their ids, and the pixels that each is computed from
 * @param ranges the values that each can have
 * @param stored whether all are as they are stored, and nothing is masked
 * @param repeats whether smaller pixels than those of the bands would only repeat them
 */
record SourcePixels(
        Raster raster,
        Optional<Raster> source,
        List<Band> bands,
        List<ValueRange> ranges,
        boolean stored,
        boolean repeats) {

    SourcePixels {
        bands = List.copyOf(bands);
        ranges = List.copyOf(ranges);
    }

    /**
     * Those of an image.
     *
     * @param scaleGiven whether bands of several resolutions may be in one formula
     * @throws BandSelectionException if the image lacks a band, or bands of a formula differ in resolution
     */
    static SourcePixels of(Computing computing, ImageAsset image, boolean scaleGiven) {
        computing.cloudMask().ifPresent(mask -> ClearPixels.requireBands(mask, image));
        Raster loaded = Raster.load(image.assetId());
        Raster source = computing
                .cloudMask()
                .map(mask -> loaded.updateMask(ClearPixels.of(mask, loaded)))
                .orElse(loaded);
        BandOperands operands = new BandOperands(image, source, computing.values());
        List<Band> bands = new ArrayList<>();
        List<ValueRange> ranges = new ArrayList<>();
        for (BandDefinition definition : computing.bands()) {
            ValueRange range = operands.of(definition).range();
            ranges.add(range);
            bands.add(new Band(definition.name(), range.type(), operands.grid(definition, scaleGiven)));
        }
        boolean repeats = computing
                .cloudMask()
                .filter(mask -> !ClearPixels.isConstantWithin(mask, image, bands))
                .isEmpty();
        boolean selected = computing.bands().stream().allMatch(operands::isStored);
        return new SourcePixels(
                joined(computing.bands(), operands, source),
                selected ? Optional.of(source) : Optional.empty(),
                bands,
                ranges,
                selected && computing.cloudMask().isEmpty(),
                repeats);
    }

    /** The bands one after the other; stored ones that follow each other are selected in one step. */
    private static Raster joined(List<BandDefinition> bands, BandOperands operands, Raster source) {
        List<Raster> parts = new ArrayList<>();
        List<String> stored = new ArrayList<>();
        for (BandDefinition definition : bands) {
            if (operands.isStored(definition)) {
                stored.add(definition.name());
            } else {
                flush(stored, source, parts);
                parts.add(operands.of(definition).raster().rename(List.of(definition.name())));
            }
        }
        flush(stored, source, parts);
        return parts.stream().reduce(Raster::addBands).orElseThrow();
    }

    private static void flush(List<String> stored, Raster source, List<Raster> parts) {
        if (!stored.isEmpty()) {
            parts.add(source.select(List.copyOf(stored)));
            stored.clear();
        }
    }
}
