/**
 * The jobs of the route files, their routes and their schedule.
 *
 * <p>It may import no other package of the flow; {@code job} below it.
 */
package dev.swath.flow.jobs;
