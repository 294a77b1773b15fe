/**
 * Reading and writing GeoTIFF: decoding the tiles of a reply, and writing Cloud Optimized GeoTIFFs block by block.
 *
 * <p>It may import {@code job} and {@code grid}.
 */
package dev.swath.geotiff;
