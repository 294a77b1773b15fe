/**
 * Small pictures: the quicklook of an image's file, and the contact sheet of a run.
 *
 * <p>It may import {@code geotiff}, {@code job} and {@code grid}.
 */
package dev.swath.quicklook;
