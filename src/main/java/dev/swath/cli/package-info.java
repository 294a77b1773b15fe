/**
 * The command line: one class for each command, the settings from all sources, the log, and what each command prints.
 * It starts Camel, the emulator and the dashboard.
 *
 * <p>It may import everything but {@link dev.swath.Main}.
 */
package dev.swath.cli;
