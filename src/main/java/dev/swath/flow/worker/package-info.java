/**
 * What a worker does with image tasks from a queue: {@code routes/worker.camel.yaml}.
 *
 * <p>It may import {@code flow.runs}, {@code flow.store}, {@code flow.jobs} and {@code flow.request}.
 */
package dev.swath.flow.worker;
