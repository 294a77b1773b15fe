package dev.swath.geotiff;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The XML of GDAL's metadata tag (42112): names, meaning and statistics of bands, and further items about an image. */
final class GdalMetadata {
    private GdalMetadata() {}

    /**
     * The XML text; control characters, which XML cannot hold, become spaces.
     *
     * @param bandNames of each band
     * @param metadata items of the image
     * @param meanings of each band; empty if none is known
     * @param statistics items of each band; empty if there are none
     */
    static String xml(
            List<String> bandNames,
            Map<String, String> metadata,
            List<BandMeaning> meanings,
            List<Map<String, String>> statistics) {
        StringBuilder xml = new StringBuilder("<GDALMetadata>\n");
        metadata.forEach((name, value) ->
                xml.append(String.format(Locale.ROOT, "  <Item name=\"%s\">%s</Item>\n", escape(name), text(value))));
        for (int band = 0; band < bandNames.size(); band++) {
            role(xml, "DESCRIPTION", band, bandNames.get(band));
            if (!meanings.isEmpty()) {
                meaning(xml, band, meanings.get(band));
            }
            if (!statistics.isEmpty()) {
                statistics(xml, band, statistics.get(band));
            }
        }
        return xml.append("</GDALMetadata>\n").toString();
    }

    private static void meaning(StringBuilder xml, int band, BandMeaning meaning) {
        meaning.colour().ifPresent(colour -> role(xml, "COLORINTERP", band, colour.gdal()));
        meaning.scale().ifPresent(scale -> {
            role(xml, "OFFSET", band, BandStatistics.text(meaning.offset()));
            role(xml, "SCALE", band, BandStatistics.text(scale));
        });
        meaning.unit().ifPresent(unit -> role(xml, "UNITTYPE", band, unit));
    }

    private static void statistics(StringBuilder xml, int band, Map<String, String> items) {
        items.forEach((name, value) -> xml.append(
                String.format(Locale.ROOT, "  <Item name=\"%s\" sample=\"%d\">%s</Item>\n", name, band, value)));
    }

    private static void role(StringBuilder xml, String name, int band, String value) {
        xml.append(String.format(
                Locale.ROOT,
                "  <Item name=\"%s\" sample=\"%d\" role=\"%s\">%s</Item>\n",
                name,
                band,
                name.toLowerCase(Locale.ROOT),
                text(value)));
    }

    /** GDAL writes and reads the values escaped twice: once as text of an item, and once more as text of the XML. */
    private static String text(String value) {
        return escape(escape(value));
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(isXml(c) ? c : ' ');
            }
        });
        return escaped.toString();
    }

    private static boolean isXml(int c) {
        boolean surrogateOrNonCharacter = (c >= 0xD800 && c < 0xE000) || (c & 0xFFFE) == 0xFFFE;
        return (c >= ' ' || c == '\n' || c == '\t') && !surrogateOrNonCharacter;
    }
}
