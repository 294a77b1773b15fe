/** The parts that an image takes its time for, measured by JMH; {@code bench/run} runs them and shows what they take. */
package dev.swath.bench;
