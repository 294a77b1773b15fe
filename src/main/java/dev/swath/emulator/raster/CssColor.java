package dev.swath.emulator.raster;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Parses CSS colours. */
public final class CssColor {

    private static final Pattern HEX = Pattern.compile("#?([0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})");
    private static final Map<String, Integer> NAMES = Map.ofEntries(
            Map.entry("black", 0x000000),
            Map.entry("silver", 0xc0c0c0),
            Map.entry("gray", 0x808080),
            Map.entry("grey", 0x808080),
            Map.entry("white", 0xffffff),
            Map.entry("maroon", 0x800000),
            Map.entry("red", 0xff0000),
            Map.entry("purple", 0x800080),
            Map.entry("fuchsia", 0xff00ff),
            Map.entry("magenta", 0xff00ff),
            Map.entry("green", 0x008000),
            Map.entry("lime", 0x00ff00),
            Map.entry("olive", 0x808000),
            Map.entry("yellow", 0xffff00),
            Map.entry("navy", 0x000080),
            Map.entry("blue", 0x0000ff),
            Map.entry("teal", 0x008080),
            Map.entry("aqua", 0x00ffff),
            Map.entry("cyan", 0x00ffff),
            Map.entry("orange", 0xffa500),
            Map.entry("brown", 0xa52a2a),
            Map.entry("pink", 0xffc0cb));

    private CssColor() {}

    /**
     * A colour as 0xRRGGBB: one of the basic names, or three, six or eight hexadecimal digits (of eight, the last two
     * are ignored).
     */
    public static int parse(String text) {
        String color = text.strip().toLowerCase(Locale.ROOT);
        Integer named = NAMES.get(color);
        if (named != null) {
            return named;
        }
        if (!HEX.matcher(color).matches()) {
            throw new IllegalArgumentException("unknown colour '" + text + "'");
        }
        String digits = color.startsWith("#") ? color.substring(1) : color;
        if (digits.length() == 3) {
            digits = digits.replaceAll("(.)", "$1$1");
        }
        return Integer.parseInt(digits.substring(0, 6), 16);
    }
}
