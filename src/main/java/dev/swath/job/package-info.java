/**
 * Jobs and settings: the catalogue of all settings, reading and validating them, areas, time windows and file names.
 *
 * <p>It may import {@code grid}.
 */
package dev.swath.job;
