/**
 * Reference systems, pixel grids, and the division of an output grid into tiles.
 *
 * <p>It may import no package of Swath.
 */
package dev.swath.grid;
