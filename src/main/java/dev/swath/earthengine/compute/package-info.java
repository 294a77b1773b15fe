/**
 * What a job has Earth Engine compute: band arithmetic, cloud masks and composites, as expressions.
 *
 * <p>It may import {@code earthengine}, {@code job} and {@code grid}.
 */
package dev.swath.earthengine.compute;
