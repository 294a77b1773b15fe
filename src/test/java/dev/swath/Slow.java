package dev.swath;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * A class of tests that {@code ./mvnw test} leaves out and {@code ./mvnw verify} runs after packaging: whole runs, fuzzing,
 * tests that need GDAL or a database server, and all that start the packaged application. {@code docs/slow-tests.md} lists them.
 */
@Tag("slow")
@net.jqwik.api.Tag("slow")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Slow {
    /** What the tests prove, in a sentence. */
    String value();
}
