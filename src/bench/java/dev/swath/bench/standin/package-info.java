/**
 * A stand-in for Earth Engine that costs next to nothing: it serves canned replies from memory, in a process of its own, so
 * that a benchmark measures the client. Unlike the emulator it knows only the requests of the benchmark's clients.
 */
package dev.swath.bench.standin;
