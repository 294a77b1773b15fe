/**
 * Earth Engine's REST API without HTTP calls: requests and replies as values, errors, limits and filters, and the
 * credentials.
 *
 * <p>It may import {@code network}, {@code job} and {@code grid}.
 */
package dev.swath.earthengine;
