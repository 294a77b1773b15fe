package dev.swath.job;

import dev.swath.job.expression.ExpressionFile;
import dev.swath.job.formula.BandDefinition;
import java.util.List;
import java.util.Optional;

/** Reads the setting that names an expression, and refuses those that it takes the place of. */
final class ExpressionReader {

    private static final String EXPRESSION = "swath.expression";
    private static final String BANDS = "swath.bands";
    private static final String TYPE = "swath.type";
    private static final String SCALE = "swath.scale";
    /** What an expression does by itself. */
    private static final List<String> OTHERS = List.of("swath.composite", "swath.cloud-mask", "swath.values");

    private final SettingReader settings;

    ExpressionReader(SettingReader settings) {
        this.settings = settings;
    }

    /**
     * The expression that a job computes; empty for none.
     *
     * @param bands of the file
     */
    Optional<ExpressionFile> read(ImageSource source, List<BandDefinition> bands) {
        if (settings.text(EXPRESSION).isEmpty()) {
            return Optional.empty();
        }
        ExpressionFile expression = settings.parsed(EXPRESSION, ExpressionFile::read);
        OTHERS.forEach(this::refuse);
        requireNames(bands);
        boolean picture = settings.text("swath.visualization.min").isPresent();
        if (settings.text(TYPE).isEmpty() && !picture) {
            throw new SettingException(
                    TYPE,
                    "",
                    "is not set, and nothing is known of the values of " + written()
                            + "; write the type of the samples, such as float32");
        }
        requireSource(expression, source);
        if (!expression.isOfImage() && settings.text(SCALE).isEmpty()) {
            throw new SettingException(
                    SCALE,
                    "",
                    "is not set, and the result of " + written()
                            + ", which does not use ${image}, has no pixels of its own; write their side in metres");
        }
        return Optional.of(expression);
    }

    private void refuse(String key) {
        String none = Setting.find(key).orElseThrow().defaultValue();
        settings.given(key).filter(value -> !value.equalsIgnoreCase(none)).ifPresent(value -> {
            throw new SettingException(
                    key,
                    value,
                    "is set beside " + written() + ", which makes the pixels by itself; remove one of them");
        });
    }

    private void requireNames(List<BandDefinition> bands) {
        bands.stream().filter(band -> band.formula().isPresent()).findFirst().ifPresent(band -> {
            throw new SettingException(
                    BANDS,
                    settings.required(BANDS),
                    "has a formula for '" + band.name() + "' beside " + written()
                            + "; name bands of its result, and compute them there");
        });
    }

    private void requireSource(ExpressionFile expression, ImageSource source) {
        if (source.collection().isPresent()) {
            return;
        }
        if (!expression.isOfImage()) {
            throw refused(
                    "does not use ${image}, and the images are named one by one; use it, or set swath.collection");
        }
        if (expression.usesCollection() || expression.usesWindow()) {
            throw refused("uses ${collection}, ${start} or ${end}, and the images are named one by one; set"
                    + " swath.collection instead");
        }
    }

    private SettingException refused(String remedy) {
        return new SettingException(EXPRESSION, settings.required(EXPRESSION), remedy);
    }

    private String written() {
        return EXPRESSION + " = '" + settings.required(EXPRESSION) + "'";
    }
}
