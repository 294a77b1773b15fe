package dev.swath.ledger;

import java.time.Instant;
import java.util.OptionalDouble;

/**
 * How much of an area is cloudy in an image.
 *
 * @param fingerprint of the image, of the way to find clouds and of the area
 * @param image Earth Engine id
 * @param percent of the pixels with data; empty if there is none
 * @param run id of the run that asked
 * @param notedAt when that was
 */
public record KnownCloudShare(String fingerprint, String image, OptionalDouble percent, String run, Instant notedAt) {}
