/** Expressions of Earth Engine: graphs of function calls that the service computes, built and written as its own clients do. */
package dev.swath.earthengine.expression;
