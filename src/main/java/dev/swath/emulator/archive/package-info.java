/**
 * Images and collections that the emulator serves, and how their pixels are read on any grid.
 *
 * <p>It may import the packages below {@code emulator}.
 */
package dev.swath.emulator.archive;
