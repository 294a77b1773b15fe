package dev.swath.flow.runs;

import dev.swath.job.Job;
import java.time.Instant;

/**
 * What a task from a queue brings with it, because the process that does it did not start the run.
 *
 * @param job what is made of the image
 * @param deadline until when the run may go on
 */
public record TaskTerms(Job job, Instant deadline) {}
