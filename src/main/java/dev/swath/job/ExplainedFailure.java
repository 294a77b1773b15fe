package dev.swath.job;

/**
 * An exception whose message already says what went wrong, and what to do about it where something can be done. It is shown
 * without the name of its class.
 */
public interface ExplainedFailure {}
