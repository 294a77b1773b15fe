package dev.swath.ledger;

/**
 * What one process at a time may work on: an image on its way into a file of an output.
 *
 * @param output the folder, or the URI without its secrets
 * @param file name of the file in it
 * @param image Earth Engine id
 * @param run id of the run that wants it
 */
public record Claim(String output, String file, String image, String run) {}
