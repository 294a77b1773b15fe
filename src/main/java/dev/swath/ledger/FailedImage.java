package dev.swath.ledger;

import java.time.Instant;

/**
 * An image that failed and was not stored since.
 *
 * @param job name of the job
 * @param run id of the run in which it failed last
 * @param image Earth Engine id
 * @param acquired start of the acquisition
 * @param cause why it failed
 */
public record FailedImage(String job, String run, String image, Instant acquired, String cause) {}
