/**
 * What ties the flow to a Camel context: the plugin that Camel finds, the beans that the route files name, health
 * checks, meters, traces, and the job files that change while the process runs. The work itself is in the packages
 * below this one, which are named after the route files.
 *
 * <p>It may import the packages below it, and everything but {@code cli}, {@code dashboard}, {@code emulator} and
 * {@code server}.
 */
package dev.swath.flow;
