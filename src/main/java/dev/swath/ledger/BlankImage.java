package dev.swath.ledger;

import java.time.Instant;

/**
 * An image that has no data in the area of a job.
 *
 * @param fingerprint of the image and of every setting that changes pixels
 * @param image Earth Engine id
 * @param run id of the run that found it blank
 * @param notedAt when that was
 */
public record BlankImage(String fingerprint, String image, String run, Instant notedAt) {}
