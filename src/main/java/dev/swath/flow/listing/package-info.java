/**
 * The images of a run: pages of the listing or chosen images, selection, spending limits, and the plan that {@code
 * swath plan} shows.
 *
 * <p>It may import {@code flow.download} and the packages below it.
 */
package dev.swath.flow.listing;
