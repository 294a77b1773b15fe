/**
 * Synthetic collections of many instruments, all of the same landscape. Each is a table (a resource: ids, bands, properties), a
 * {@link dev.swath.emulator.synthetic.Series} that says where and when it has images, and a class that computes their pixels.
 *
 * <p>It may import {@code archive}, {@code landscape} and {@code grid}.
 */
package dev.swath.emulator.synthetic;
