package dev.swath.job;

import dev.swath.job.formula.BandDefinition;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads which method of Earth Engine delivers the pixels, and how much of a picture it makes. */
final class DeliveryReader {

    private static final String METHOD = "swath.method";
    private static final String RENDER = "swath.render";
    private static final String CLIP_RULE = "swath.clip.rule";

    private final SettingReader settings;

    DeliveryReader(SettingReader settings) {
        this.settings = settings;
    }

    /** Who clips and paints pictures. */
    Render render(Optional<Visualization> picture) {
        Render render = settings.choice(RENDER, Render.class);
        if (render == Render.LOCAL) {
            return render;
        }
        if (picture.isEmpty()) {
            throw new SettingException(
                    RENDER,
                    settings.required(RENDER),
                    "is for pictures, and the bands are raw; set swath.visualization.min and .max, or write local");
        }
        if (settings.bool("swath.clip") && settings.choice(CLIP_RULE, ClipRule.class) == ClipRule.TOUCHED) {
            throw new SettingException(
                    CLIP_RULE,
                    settings.required(CLIP_RULE),
                    "is not how Earth Engine clips; write centre, or set " + RENDER + "=local");
        }
        return render;
    }

    /** The method, which is not {@code getPixels} if the job computes something. */
    Method method(Computing computing, Render render, Optional<Visualization> picture) {
        String written = settings.required(METHOD);
        Method method = Arrays.stream(Method.values())
                .filter(candidate -> candidate.word().equalsIgnoreCase(written))
                .findFirst()
                .orElseThrow(() -> new SettingException(
                        METHOD,
                        written,
                        "is not known; write "
                                + Arrays.stream(Method.values())
                                        .map(Method::word)
                                        .collect(Collectors.joining(" or "))));
        if (method == Method.GET_PIXELS) {
            computed(computing, render, picture).ifPresent(what -> {
                throw new SettingException(
                        METHOD, written, "reads stored bands, but " + what + "; write auto or computePixels");
            });
        }
        return method;
    }

    /** What the job has Earth Engine compute, as far as its settings alone say so. */
    private static Optional<String> computed(Computing computing, Render render, Optional<Visualization> picture) {
        Optional<BandDefinition> formula = computing.bands().stream()
                .filter(band -> band.formula().isPresent())
                .findFirst();
        if (formula.isPresent()) {
            return formula.map(band -> "the band '" + band.name() + "' is a formula");
        }
        if (computing.cloudMask().isPresent()) {
            return Optional.of("swath.cloud-mask is computed");
        }
        if (computing.composite().isPresent()) {
            return Optional.of("swath.composite is computed");
        }
        if (computing.expression().isPresent()) {
            return Optional.of("swath.expression is computed");
        }
        if (computing.type().isPresent()) {
            return Optional.of("swath.type is computed");
        }
        if (render == Render.SERVER) {
            return Optional.of("swath.render=server is computed");
        }
        return picture.filter(shown -> !shown.hasOneGamma())
                .map(shown -> "a swath.visualization.gamma for each band is computed");
    }
}
