/**
 * The documents that schedulers and workers exchange: image tasks and their outcomes, as JSON. Their schemas are among the resources
 * of this package.
 *
 * <p>It may import {@code run}, {@code earthengine}, {@code job} and {@code grid}.
 */
package dev.swath.message;
