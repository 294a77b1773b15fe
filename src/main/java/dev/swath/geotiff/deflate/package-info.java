/**
 * Writes DEFLATE streams (RFC 1951) in zlib's format (RFC 1950) from known matches. It does not search for matches,
 * because the caller that repeats pixels knows where they are.
 *
 * <p>It may import no other package of Swath.
 */
package dev.swath.geotiff.deflate;
