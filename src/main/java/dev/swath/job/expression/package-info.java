/**
 * Expressions of Earth Engine in files, as its own clients serialize them.
 *
 * <p>It may import nothing of ours.
 */
package dev.swath.job.expression;
