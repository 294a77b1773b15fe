/**
 * One request to Earth Engine: address, authorization, the budget of requests in flight, attempts and pauses, time
 * limits, reading the reply, and which failures may pass. Its routes are in {@code routes/request.camel.yaml}.
 *
 * <p>It may import no other package of the flow; {@code run}, {@code earthengine} and what is below them.
 */
package dev.swath.flow.request;
