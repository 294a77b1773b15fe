/**
 * Traces of runs, and their export to a collector.
 *
 * <p>It may import {@code run}, {@code network} and {@code job}.
 */
package dev.swath.tracing;
