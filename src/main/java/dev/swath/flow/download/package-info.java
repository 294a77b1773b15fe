/**
 * One image: its plan, its tiles, its unfinished file and kept replies, its fingerprint, and whether it is stored
 * already. Its routes are in {@code routes/download.camel.yaml}.
 *
 * <p>It may import {@code flow.runs}, {@code flow.store}, {@code flow.jobs} and {@code flow.request}.
 */
package dev.swath.flow.download;
