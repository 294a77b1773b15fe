package dev.swath.flow.runs;

/**
 * What became of an image that its run did not take up.
 *
 * @param image Earth Engine id
 */
public record NotStarted(String image) {}
