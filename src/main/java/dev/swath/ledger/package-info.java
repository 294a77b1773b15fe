/**
 * The database of runs, of the outcomes of their images, and of the stored files.
 *
 * <p>It may import {@code run}, {@code earthengine}, {@code job} and {@code grid}.
 */
package dev.swath.ledger;
