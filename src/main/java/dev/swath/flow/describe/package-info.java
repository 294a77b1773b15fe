/**
 * What is written beside images: quicklooks, STAC Items and Collections, contact sheets. Its routes are in {@code
 * routes/describe.camel.yaml}.
 *
 * <p>It may import {@code flow.download} and the packages below it.
 */
package dev.swath.flow.describe;
