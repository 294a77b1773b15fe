package dev.swath.job;

import dev.swath.grid.SampleType;
import dev.swath.job.formula.BandDefinition;
import java.util.List;
import java.util.Optional;

/** Reads the settings of a job that say what Earth Engine computes. */
final class ComputingReader {

    private static final String BANDS = "swath.bands";
    private static final String CLOUD_MASK = "swath.cloud-mask";
    private static final String BUFFER = "swath.cloud-mask.buffer";
    private static final String TYPE = "swath.type";
    private static final int MOST_BANDS = 1024;
    /** Only an emulator computes for nobody in particular; the real service requires a project at the start. */
    private static final String NO_PROJECT = "earthengine";

    private final SettingReader settings;

    ComputingReader(SettingReader settings) {
        this.settings = settings;
    }

    /** What is to be computed from the images of a source for an area, and the bands of the file. */
    Computing read(ImageSource source, AreaOfInterest area) {
        List<BandDefinition> bands = bands();
        return new Computing(
                bands,
                cloudMask(source),
                settings.choice("swath.values", Computing.Values.class),
                type(),
                new CompositeReader(settings, area).read(source, bands),
                new ExpressionReader(settings).read(source, bands),
                settings.text("swath.earth-engine.project").orElse(NO_PROJECT));
    }

    private List<BandDefinition> bands() {
        List<BandDefinition> bands = settings.parsed(BANDS, BandDefinition::parseList);
        if (bands.size() > MOST_BANDS) {
            throw new SettingException(
                    BANDS,
                    settings.required(BANDS),
                    "are " + bands.size() + " bands; Earth Engine delivers at most " + MOST_BANDS + " at once");
        }
        return bands;
    }

    private Optional<CloudMask> cloudMask(ImageSource source) {
        double buffer = settings.number(BUFFER).orElse(0);
        if (settings.text(CLOUD_MASK).isEmpty()) {
            if (settings.given(BUFFER).isPresent() && buffer != 0) {
                throw new SettingException(
                        BUFFER,
                        settings.required(BUFFER),
                        "widens a cloud mask, and none is set; set " + CLOUD_MASK + " too");
            }
            return Optional.empty();
        }
        if (!(buffer >= 0 && buffer <= CloudMask.LARGEST_BUFFER)) {
            throw new SettingException(
                    BUFFER,
                    settings.required(BUFFER),
                    "is not a distance from 0 to " + CloudMask.LARGEST_BUFFER + " metres; write one such as 100");
        }
        CloudMask mask = settings.parsed(CLOUD_MASK, text -> CloudMask.parse(text, buffer));
        source.collections().stream()
                .filter(collection -> !mask.mayFit(collection))
                .findFirst()
                .ifPresent(collection -> {
                    throw new SettingException(
                            CLOUD_MASK,
                            settings.required(CLOUD_MASK),
                            "does not mark the clouds of " + collection + "; "
                                    + CloudMask.usual(collection)
                                            .map(usual -> "write " + usual)
                                            .orElse("leave it empty"));
                });
        return Optional.of(mask);
    }

    private Optional<SampleType> type() {
        if (settings.text(TYPE).isEmpty()) {
            return Optional.empty();
        }
        SampleType type = settings.choice(TYPE, SampleType.class);
        if (settings.text("swath.visualization.min").isPresent()
                || settings.text("swath.visualization.palette").isPresent()) {
            throw new SettingException(
                    TYPE,
                    settings.required(TYPE),
                    "is for raw bands, and a picture has 8 bits; remove it, or unset swath.visualization.min and .max");
        }
        return Optional.of(type);
    }
}
