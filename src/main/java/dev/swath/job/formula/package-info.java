/**
 * Band arithmetic: the text of a computed band, such as {@code (B8-B4)/(B8+B4)}, and the tree it stands for.
 *
 * <p>It may import nothing of Swath.
 */
package dev.swath.job.formula;
