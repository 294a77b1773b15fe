package dev.swath.flow.runs;

/**
 * An image that was sent to a worker: its outcome comes later.
 *
 * @param image Earth Engine id
 */
public record Sent(String image) {}
