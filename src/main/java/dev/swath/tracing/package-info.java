/**
 * Traces of runs, and their export to a collector.
 *
 * <p>It may import {@code run} and {@code job}.
 */
package dev.swath.tracing;
