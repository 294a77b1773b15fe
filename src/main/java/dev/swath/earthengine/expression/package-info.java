/**
 * Expressions of Earth Engine: graphs of function calls that the service computes, built and written as its own clients do.
 *
 * <p>It may import {@code job} and {@code grid}.
 */
package dev.swath.earthengine.expression;
