/** Images and collections that the emulator serves, and how their pixels are read on any grid. */
package dev.swath.emulator.archive;
