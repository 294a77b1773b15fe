package dev.swath.ledger;

/**
 * A STAC Item in an output that can't be read.
 *
 * @param output the URI without its secrets
 * @param file name of the item in the output
 * @param job name of the job that stored its image
 * @param json the item
 */
public record KeptItem(String output, String file, String job, String json) {}
