/**
 * Runs: opening and closing them, their time limits and the watchdog, their record in the ledger, and the tally that
 * becomes the summary.
 *
 * <p>It may import {@code flow.jobs} and {@code flow.request}.
 */
package dev.swath.flow.runs;
