/**
 * STAC Items and Collections: what they say about an image and its file.
 *
 * <p>It may import {@code run}, {@code earthengine}, {@code geotiff}, {@code job} and {@code grid}.
 */
package dev.swath.stac;
