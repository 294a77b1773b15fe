package dev.swath.job;

import dev.swath.grid.SampleType;
import dev.swath.job.expression.ExpressionFile;
import dev.swath.job.formula.BandDefinition;
import dev.swath.job.formula.SpectralIndex;
import java.util.List;
import java.util.Optional;

/**
 * What a job has Earth Engine compute, in the place of reading stored bands.
 *
 * @param bands of the file, in its order
 * @param cloudMask which pixels are masked as cloudy; empty for none
 * @param values whether stored bands are delivered as they are stored
 * @param type of the samples of raw bands; empty for the smallest type that holds what can come out
 * @param composite how the images of a period become one; empty where each is an image of its own
 * @param expression what the job computes instead of all that; empty where it does not
 * @param project Google Cloud project in which it is computed
 */
public record Computing(
        List<BandDefinition> bands,
        Optional<CloudMask> cloudMask,
        Values values,
        Optional<SampleType> type,
        Optional<Composite> composite,
        Optional<ExpressionFile> expression,
        String project) {

    /** Which values the stored bands of a file have. */
    public enum Values {
        /** As they are stored. */
        STORED,
        /** Physical values: scale and offset of the collection applied. */
        SCALED
    }

    public Computing {
        bands = List.copyOf(bands);
    }

    /** Without an expression of a file. */
    public Computing(
            List<BandDefinition> bands,
            Optional<CloudMask> cloudMask,
            Values values,
            Optional<SampleType> type,
            Optional<Composite> composite,
            String project) {
        this(bands, cloudMask, values, type, composite, Optional.empty(), project);
    }

    /** The pixels are the same in any project. */
    @Override
    public String toString() {
        return "computed " + bands + " " + cloudMask + " " + values + " " + type + " " + composite
                + expression.map(file -> " " + file).orElse("");
    }

    /** Whether the whole listing is needed for the first image: it is made of many, or its pixels depend on them. */
    public boolean needsListing() {
        return composite.isPresent()
                || expression
                        .filter(file -> !file.isOfImage() || file.usesCollection())
                        .isPresent();
    }

    /** Whether an image is more than its id says: what it is made of, or the dates of the run, are known from the listing only. */
    public boolean dependsOnRun() {
        return needsListing() || expression.filter(ExpressionFile::usesWindow).isPresent();
    }

    /** Whether this can differ from reading stored bands. */
    public boolean isNeeded() {
        return cloudMask.isPresent()
                || values == Values.SCALED
                || type.isPresent()
                || composite.isPresent()
                || expression.isPresent()
                || bands.stream()
                        .anyMatch(band -> band.formula().isPresent()
                                || SpectralIndex.of(band.name()).isPresent());
    }

    /** The ids of the bands of the file, in its order. */
    public List<String> bandIds() {
        return bands.stream().map(BandDefinition::name).toList();
    }
}
