/**
 * The servers of this process: limits of connections and requests, and which host names they answer to.
 *
 * <p>It may import no package of Swath.
 */
package dev.swath.server;
