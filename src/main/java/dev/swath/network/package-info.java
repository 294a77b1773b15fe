/**
 * The way from this machine to all others: the proxy, the hosts that are reached without it, and the authorities whose
 * certificates are trusted. Every client of the network is set up here or asks here.
 *
 * <p>It may import {@code job}.
 */
package dev.swath.network;
