/**
 * What the launcher {@code swath} calls to prepare an installation.
 *
 * <p>It may import no package of Swath.
 */
package dev.swath.launcher;
