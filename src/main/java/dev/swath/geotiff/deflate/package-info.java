/**
 * DEFLATE streams (RFC 1951) in zlib's wrapping (RFC 1950), written from matches that are known already: nothing is searched
 * for, since whoever repeats pixels knows where the repetitions are.
 */
package dev.swath.geotiff.deflate;
