/**
 * What a scheduler does with image tasks that other processes download: {@code routes/cluster.camel.yaml}.
 *
 * <p>It may import {@code flow.runs}, {@code flow.jobs} and {@code flow.request}.
 */
package dev.swath.flow.cluster;
