/**
 * What {@code swath cluster-demo} starts on one machine: programs in processes of their own that end with the process that started
 * them, PostgreSQL, a broker, and Swath itself in several roles.
 *
 * <p>It may import {@code ledger}. It uses Artemis, which is on the class path of the broker's process only.
 */
package dev.swath.demo;
