package dev.swath.flow.describe;

import dev.swath.earthengine.ImageAsset;
import dev.swath.earthengine.KnownBand;
import dev.swath.job.Computing;
import dev.swath.job.Job;
import dev.swath.quicklook.Composite;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Chooses how the bands of a file become a quicklook, by what they mean and not by their order. */
final class BandComposites {

    /** Common names that make a picture, the best first: natural colours, then vegetation in red, then bare ground. */
    private static final List<List<String>> COLOURS = List.of(
            List.of("red", "green", "blue"),
            List.of("nir", "red", "green"),
            List.of("nir08", "red", "green"),
            List.of("swir16", "nir", "red"),
            List.of("swir16", "nir08", "red"));

    private static final List<List<String>> POLARIZATIONS = List.of(List.of("VV", "VH"), List.of("HH", "HV"));

    /** Reflectance above which a pixel that is so bright in all three bands is a cloud, or as bright as one. */
    private static final double CLOUD = 0.3;

    private final Job job;
    private final List<String> names;
    private final List<Optional<KnownBand>> known;

    private BandComposites(Job job, ImageAsset image, List<String> names) {
        this.job = job;
        this.names = names;
        this.known = names.stream()
                .map(name -> job.source().idsOf(image.id()).stream()
                        .flatMap(id -> KnownBand.of(id, name).stream())
                        .findFirst())
                .toList();
    }

    /**
     * What to make of a file.
     *
     * @param names of its bands, in order
     */
    static Composite of(Job job, ImageAsset image, List<String> names) {
        return job.visualization().isPresent()
                ? Composite.picture()
                : new BandComposites(job, image, names).composite();
    }

    private Composite composite() {
        List<String> common = known.stream()
                .map(band -> band.flatMap(KnownBand::commonName).orElse(""))
                .toList();
        return COLOURS.stream()
                .flatMap(wanted -> positions(common, wanted).stream())
                .findFirst()
                .map(this::colours)
                .or(this::radar)
                .orElseGet(() -> names.size() >= 3 ? Composite.colours(0, 1, 2) : Composite.ramp(0, legend()));
    }

    private static Optional<List<Integer>> positions(List<String> names, List<String> wanted) {
        List<Integer> positions = wanted.stream().map(names::indexOf).toList();
        return Optional.of(positions).filter(found -> !found.contains(-1));
    }

    private Composite colours(List<Integer> bands) {
        List<Double> brightest = new ArrayList<>();
        for (int band : bands) {
            cloud(known.get(band)).ifPresent(brightest::add);
        }
        return new Composite(
                Composite.Kind.COLOURS,
                bands,
                Optional.of(brightest).filter(values -> values.size() == bands.size()),
                Composite.Legend.PLAIN);
    }

    /** The value that is stored of a reflectance of {@value #CLOUD}, or the reflectance where that is what the file holds. */
    private Optional<Double> cloud(Optional<KnownBand> band) {
        return band.filter(of -> of.unit().filter("reflectance"::equals).isPresent())
                .flatMap(
                        of -> isScaled() ? Optional.of(CLOUD) : of.scale().map(scale -> (CLOUD - of.offset()) / scale));
    }

    private boolean isScaled() {
        return job.computing().values() == Computing.Values.SCALED;
    }

    private Optional<Composite> radar() {
        return POLARIZATIONS.stream()
                .flatMap(wanted -> positions(names, wanted).stream())
                .findFirst()
                .map(bands -> new Composite(
                        bands.stream().allMatch(this::isInDecibels)
                                ? Composite.Kind.DECIBELS
                                : Composite.Kind.INTENSITIES,
                        bands,
                        Optional.empty(),
                        Composite.Legend.PLAIN));
    }

    private boolean isInDecibels(int band) {
        return known.get(band).flatMap(KnownBand::unit).filter("dB"::equals).isPresent();
    }

    private Composite.Legend legend() {
        return known.get(0)
                .filter(band -> !isScaled())
                .flatMap(band -> band.scale().map(scale -> new Composite.Legend(scale, band.offset())))
                .orElse(Composite.Legend.PLAIN);
    }
}
