package dev.swath.flow.runs;

import dev.swath.earthengine.ImageAsset;
import dev.swath.run.Run;

/**
 * One image of a run that is due: what is sent to {@code swath.download-to}.
 *
 * @param run the run that listed it
 * @param image the asset as listed
 */
public record ImageTask(Run run, ImageAsset image) {}
