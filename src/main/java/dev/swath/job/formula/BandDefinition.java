package dev.swath.job.formula;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A band of the file, as a job writes it.
 *
 * @param name its id in the file
 * @param formula how it is computed; empty for a stored band, or one of the {@linkplain SpectralIndex ready-made} ones
 */
public record BandDefinition(String name, Optional<Formula> formula) {

    private static final Pattern DEFINITION =
            Pattern.compile("\\s*(?<name>[A-Za-z_][A-Za-z0-9_]*)\\s*=(?!=)(?<formula>.*)", Pattern.DOTALL);
    private static final Pattern ASSIGNED = Pattern.compile("\\s*(?<name>[^=]*?)\\s*=(?!=).*", Pattern.DOTALL);

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.-]+");

    /**
     * Reads bands separated by commas: ids of stored bands, names of ready-made ones, and {@code name=formula}. Commas within
     * parentheses belong to a formula.
     *
     * @throws FormulaException if a definition is not valid; the column counts from the beginning of the whole text
     */
    public static List<BandDefinition> parseList(String text) {
        List<BandDefinition> bands = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Optional<FormulaException> twice = Optional.empty();
        for (Part part : parts(text)) {
            BandDefinition band = parse(part);
            if (!names.add(band.name()) && twice.isEmpty()) {
                twice = Optional.of(new FormulaException(
                        part.column(), "the band '" + band.name() + "' is there twice; remove one"));
            }
            bands.add(band);
        }
        if (twice.isPresent() && bands.stream().anyMatch(BandDefinition::isComputed)) {
            throw twice.get();
        }
        return bands;
    }

    private boolean isComputed() {
        return formula.isPresent() || SpectralIndex.of(name).isPresent();
    }

    /** A piece of the list, and the column where it begins. */
    private record Part(String text, int column) {}

    private static List<Part> parts(String text) {
        List<Part> parts = new ArrayList<>();
        int depth = 0;
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            depth += character == '(' ? 1 : character == ')' ? -1 : 0;
            if (character == ',' && depth <= 0) {
                parts.add(new Part(text.substring(begin, i), begin + 1));
                begin = i + 1;
            }
        }
        parts.add(new Part(text.substring(begin), begin + 1));
        return parts;
    }

    private static BandDefinition parse(Part part) {
        Matcher definition = DEFINITION.matcher(part.text());
        if (definition.matches()) {
            Formula formula = formula(part, definition);
            if (formula.bandNames().isEmpty()) {
                throw new FormulaException(
                        part.column(),
                        "the band '" + definition.group("name")
                                + "' is the same number everywhere; use a band of the image in its formula");
            }
            return new BandDefinition(definition.group("name"), Optional.of(formula));
        }
        Matcher assigned = ASSIGNED.matcher(part.text());
        if (assigned.matches()) {
            throw new FormulaException(
                    part.column(),
                    "'" + assigned.group("name")
                            + "' can't be the name of a computed band; use letters, digits and underscores");
        }
        String id = part.text().strip();
        if (id.isEmpty()) {
            throw new FormulaException(part.column(), "a band's name is missing; remove the comma or write a name");
        }
        if (!ID.matcher(id).matches()) {
            throw new FormulaException(
                    part.column(),
                    "'" + id + "' is not the id of a band; write ids such as B8,B4,B3, and formulas as name=formula");
        }
        return new BandDefinition(id, Optional.empty());
    }

    private static Formula formula(Part part, Matcher definition) {
        try {
            return Formula.parse(definition.group("formula"));
        } catch (FormulaException e) {
            throw e.shifted(part.column() - 1 + definition.start("formula"));
        }
    }
}
