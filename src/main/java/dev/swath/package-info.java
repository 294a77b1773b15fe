/**
 * Starts the command line. {@link dev.swath.Main} is the only class here.
 *
 * <p>It may import {@code cli}.
 */
package dev.swath;
