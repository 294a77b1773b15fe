package dev.swath.demo;

/**
 * What a demonstration came to.
 *
 * @param exitCode that of the process that ran the job: 0 if all images are stored
 * @param summary the one summary of the run
 * @param verified what a comparison of the stored files with the ledger has shown
 */
public record DemoResult(int exitCode, String summary, String verified) {}
