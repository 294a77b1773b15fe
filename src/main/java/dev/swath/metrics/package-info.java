/**
 * Meters that count what happens in runs.
 *
 * <p>It may import {@code run}.
 */
package dev.swath.metrics;
