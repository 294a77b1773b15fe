package dev.swath.quicklook;

/**
 * Draws dates and numbers as pixels, with a fixed shape for each of twelve characters, since a machine that runs Swath may
 * have no fonts.
 */
final class DateLine {

    /** Number of characters of a date such as 2024-01-05. */
    static final int CHARACTERS = 10;

    private static final int SCALE = 2;
    private static final int COLUMNS = 5;
    private static final int ROWS = 7;

    /** Width of a date in pixels. */
    static final int WIDTH = CHARACTERS * (COLUMNS + 1) * SCALE;
    /** Height of a date in pixels. */
    static final int HEIGHT = ROWS * SCALE;

    private static final int INK = 0xFF333333;
    private static final String KNOWN = "0123456789-.";
    /** Seven rows of five pixels for each character, the left pixel in the highest bit. */
    private static final int[][] SHAPES = {
        {0b01110, 0b10001, 0b10011, 0b10101, 0b11001, 0b10001, 0b01110},
        {0b00100, 0b01100, 0b00100, 0b00100, 0b00100, 0b00100, 0b01110},
        {0b01110, 0b10001, 0b00001, 0b00110, 0b01000, 0b10000, 0b11111},
        {0b01110, 0b10001, 0b00001, 0b00110, 0b00001, 0b10001, 0b01110},
        {0b00010, 0b00110, 0b01010, 0b10010, 0b11111, 0b00010, 0b00010},
        {0b11111, 0b10000, 0b11110, 0b00001, 0b00001, 0b10001, 0b01110},
        {0b00110, 0b01000, 0b10000, 0b11110, 0b10001, 0b10001, 0b01110},
        {0b11111, 0b00001, 0b00010, 0b00100, 0b01000, 0b01000, 0b01000},
        {0b01110, 0b10001, 0b10001, 0b01110, 0b10001, 0b10001, 0b01110},
        {0b01110, 0b10001, 0b10001, 0b01111, 0b00001, 0b00010, 0b01100},
        {0b00000, 0b00000, 0b00000, 0b11111, 0b00000, 0b00000, 0b00000},
        {0b00000, 0b00000, 0b00000, 0b00000, 0b00000, 0b01100, 0b01100},
    };

    private DateLine() {}

    /** Width of a text in pixels. */
    static int width(String text) {
        return text.length() * (COLUMNS + 1) * SCALE;
    }

    /**
     * Draws a date or a number into a picture.
     *
     * @param date digits, dashes and points; anything else is left blank
     * @param argb the picture
     * @param width its columns
     * @param left column of the first character
     * @param top row of the first character
     */
    static void write(String date, int[] argb, int width, int left, int top) {
        for (int i = 0; i < date.length(); i++) {
            int known = KNOWN.indexOf(date.charAt(i));
            if (known >= 0) {
                write(SHAPES[known], argb, width, left + i * (COLUMNS + 1) * SCALE, top);
            }
        }
    }

    private static void write(int[] shape, int[] argb, int width, int left, int top) {
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < COLUMNS * SCALE; x++) {
                if ((shape[y / SCALE] >> (COLUMNS - 1 - x / SCALE) & 1) == 1) {
                    argb[(top + y) * width + left + x] = INK;
                }
            }
        }
    }
}
