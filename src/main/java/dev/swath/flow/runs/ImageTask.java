package dev.swath.flow.runs;

import dev.swath.earthengine.ImageAsset;
import dev.swath.run.Run;

/**
 * An image of a run, as it is sent to {@code swath.download-to}.
 *
 * @param run the run that listed it
 * @param image the image as listed
 */
public record ImageTask(Run run, ImageAsset image) {}
