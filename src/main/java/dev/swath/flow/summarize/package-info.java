/**
 * The summary and the report of a run, and the notifications of its recipients. Its routes are in {@code
 * routes/summarize.camel.yaml}.
 *
 * <p>It may import {@code flow.store}, {@code flow.jobs} and {@code flow.request}.
 */
package dev.swath.flow.summarize;
