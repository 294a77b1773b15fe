package dev.swath.flow;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Settings of one test, written {@code key = value} with keys below {@code swath.}; an empty value means not set. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface With {
    String[] value();
}
