package dev.swath.geotiff;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The XML of GDAL's metadata tag (42112): names of bands, and further items about an image. */
final class GdalMetadata {
    private GdalMetadata() {}

    /** The XML text; control characters, which XML cannot hold, become spaces. */
    static String xml(List<String> bandNames, Map<String, String> metadata) {
        StringBuilder xml = new StringBuilder("<GDALMetadata>\n");
        metadata.forEach((name, value) ->
                xml.append(String.format(Locale.ROOT, "  <Item name=\"%s\">%s</Item>\n", escape(name), text(value))));
        for (int band = 0; band < bandNames.size(); band++) {
            xml.append(String.format(
                    Locale.ROOT,
                    "  <Item name=\"DESCRIPTION\" sample=\"%d\" role=\"description\">%s</Item>\n",
                    band,
                    text(bandNames.get(band))));
        }
        return xml.append("</GDALMetadata>\n").toString();
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
