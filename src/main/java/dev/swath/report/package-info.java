/**
 * What people and programs read about a run: the summary as table, JSON and mail, and the report page with its
 * drawings.
 *
 * <p>It may import {@code run}, {@code earthengine}, {@code geotiff}, {@code job} and {@code grid}.
 */
package dev.swath.report;
