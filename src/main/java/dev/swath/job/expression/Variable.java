package dev.swath.job.expression;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an expression leaves to a job: a string constant such as {@code ${image}}, which each request has a value for. */
public enum Variable {
    /** The image of the listing that a file is made of. */
    IMAGE,
    /** The images that the run has listed and not left out, in the order of the listing. */
    COLLECTION,
    /** The area of the job, or the feature of it that a file is for. */
    AREA,
    /** The first instant of the time window, as text such as {@code 2024-01-01T00:00:00Z}. */
    START,
    /** The end of the time window, exclusive, written like the start. */
    END;

    /** As it is written in an expression. */
    public String text() {
        return "${" + name().toLowerCase(Locale.ROOT) + "}";
    }

    /** The one that a constant stands for; empty for any other text. */
    public static Optional<Variable> of(String constant) {
        return Arrays.stream(values())
                .filter(variable -> variable.text().equals(constant))
                .findFirst();
    }

    static String all() {
        return Arrays.stream(values()).map(Variable::text).collect(Collectors.joining(", "));
    }
}
