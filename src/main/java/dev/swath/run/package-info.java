/**
 * A run as plain values: its outcomes, timings, tally and summary, which images are chosen, and the listener that is
 * notified of its progress.
 *
 * <p>It may import {@code earthengine}, {@code geotiff}, {@code job} and {@code grid}.
 */
package dev.swath.run;
