package dev.swath.quicklook;

/**
 * Pixels to show. The array is not copied: the caller must not write to it afterwards.
 *
 * @param width columns
 * @param height rows
 * @param argb alpha, red, green and blue of each pixel from the highest byte to the lowest, row by row
 */
record Picture(int width, int height, int[] argb) {

    Picture {
        if (width < 1 || height < 1 || argb.length != width * height) {
            throw new IllegalArgumentException(argb.length + " pixels for " + width + " x " + height);
        }
    }
}
