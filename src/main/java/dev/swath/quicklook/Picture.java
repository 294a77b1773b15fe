package dev.swath.quicklook;

/**
 * Pixels to be shown. The array is not copied: whoever hands it over no longer writes to it.
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
