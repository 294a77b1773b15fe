/**
 * The dashboard: its routes' beans, the JSON that its pages ask for, the event stream of runs in progress, and the
 * pages themselves. Pages and scripts are resources of the same name.
 *
 * <p>It may import {@code flow}, {@code ledger}, {@code stac}, {@code quicklook}, {@code run} and {@code job}.
 */
package dev.swath.dashboard;
