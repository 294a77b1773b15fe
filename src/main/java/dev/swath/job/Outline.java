package dev.swath.job;

/**
 * The line painted along the border of the area.
 *
 * @param red 0..255
 * @param green 0..255
 * @param blue 0..255
 * @param width in pixels of the output grid, above 0
 */
public record Outline(int red, int green, int blue, double width) {}
