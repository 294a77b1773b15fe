/**
 * Outputs: which endpoint a file goes to, how an endpoint is made from a setting, and which failures of an output are
 * retried. Its routes are in {@code routes/store.camel.yaml}.
 *
 * <p>It may import {@code flow.jobs} and {@code flow.request}.
 */
package dev.swath.flow.store;
