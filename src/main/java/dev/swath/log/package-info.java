/**
 * Text from outside, made safe for a line of the log.
 *
 * <p>It may import no package of Swath; every package may import it.
 */
package dev.swath.log;
