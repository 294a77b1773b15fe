/**
 * An emulator of Earth Engine's REST API: listings, {@code getPixels}, tokens, fault injection, and two sources of
 * images, a synthetic Sentinel-2 and a folder of GeoTIFFs. Swath's flow does not know it.
 *
 * <p>It may import {@code server}, {@code earthengine}, {@code geotiff} and {@code grid}.
 */
package dev.swath.emulator;
