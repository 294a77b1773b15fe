package dev.swath.job;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/**
 * A colour.
 *
 * @param red 0..255
 * @param green 0..255
 * @param blue 0..255
 */
public record Colour(int red, int green, int blue) {

    /** The colour names of CSS 2.1. */
    private static final Map<String, Integer> NAMED = Map.ofEntries(
            Map.entry("black", 0x000000),
            Map.entry("silver", 0xc0c0c0),
            Map.entry("gray", 0x808080),
            Map.entry("white", 0xffffff),
            Map.entry("maroon", 0x800000),
            Map.entry("red", 0xff0000),
            Map.entry("purple", 0x800080),
            Map.entry("fuchsia", 0xff00ff),
            Map.entry("green", 0x008000),
            Map.entry("lime", 0x00ff00),
            Map.entry("olive", 0x808000),
            Map.entry("yellow", 0xffff00),
            Map.entry("navy", 0x000080),
            Map.entry("blue", 0x0000ff),
            Map.entry("teal", 0x008080),
            Map.entry("aqua", 0x00ffff),
            Map.entry("orange", 0xffa500));

    public Colour {
        if (((red | green | blue) & ~0xff) != 0) {
            throw new IllegalArgumentException("colour " + red + ", " + green + ", " + blue + "; each is 0 to 255");
        }
    }

    /**
     * Reads a CSS name such as {@code blue}, or {@code #rrggbb}, with or without the {@code #}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static Colour parse(String text) {
        String name = text.strip().toLowerCase(Locale.ROOT);
        if (NAMED.containsKey(name)) {
            return of(NAMED.get(name));
        }
        if (!name.matches("#?[0-9a-f]{6}")) {
            throw new IllegalArgumentException(
                    "is not a colour; write #rrggbb or a CSS name such as red, yellow, lime, aqua or blue");
        }
        return of(HexFormat.fromHexDigits(name.replace("#", "")));
    }

    /** Six hexadecimal digits, the form Earth Engine expects. */
    public String hex() {
        return HexFormat.of().withLowerCase().toHexDigits(red << 16 | green << 8 | blue, 6);
    }

    private static Colour of(int rgb) {
        return new Colour(rgb >> 16, rgb >> 8 & 0xff, rgb & 0xff);
    }
}
