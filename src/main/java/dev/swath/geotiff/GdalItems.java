package dev.swath.geotiff;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What GDAL's metadata tag (42112) says about an image and its bands.
 *
 * @param descriptions one per band, empty text where the file names none
 * @param metadata items of the image itself in the default domain, in file order
 * @param ofBands further items of each band, by name
 */
record GdalItems(List<String> descriptions, Map<String, String> metadata, List<Map<String, String>> ofBands) {

    GdalItems {
        descriptions = List.copyOf(descriptions);
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        ofBands = ofBands.stream().map(Map::copyOf).toList();
    }

    /**
     * Parses {@code <GDALMetadata><Item name="…" sample="0" role="description">…</Item>…</GDALMetadata>}.
     *
     * @param xml the tag's text, empty for none
     * @param bands bands of the image
     */
    static GdalItems parse(String xml, int bands) throws TiffException {
        List<String> descriptions = new ArrayList<>(Collections.nCopies(bands, ""));
        Map<String, String> metadata = new LinkedHashMap<>();
        List<Map<String, String>> ofBands = new ArrayList<>();
        for (int band = 0; band < bands; band++) {
            ofBands.add(new HashMap<>());
        }
        if (!xml.isBlank()) {
            try {
                XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
                factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
                factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
                XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml));
                while (reader.hasNext()) {
                    if (reader.next() == XMLStreamConstants.START_ELEMENT
                            && reader.getLocalName().equals("Item")) {
                        add(reader, descriptions, metadata, ofBands);
                    }
                }
            } catch (XMLStreamException e) {
                throw new TiffException("damaged metadata in tag " + TiffTag.GDAL_METADATA, e);
            }
        }
        return new GdalItems(descriptions, metadata, ofBands);
    }

    private static void add(
            XMLStreamReader reader,
            List<String> descriptions,
            Map<String, String> metadata,
            List<Map<String, String>> ofBands)
            throws XMLStreamException, TiffException {
        String name = reader.getAttributeValue(null, "name");
        String sample = reader.getAttributeValue(null, "sample");
        String role = reader.getAttributeValue(null, "role");
        String domain = reader.getAttributeValue(null, "domain");
        String text = unescape(reader.getElementText());
        if (sample != null) {
            int band = band(sample, descriptions.size());
            if ("description".equals(role)) {
                descriptions.set(band, text);
            } else if (name != null) {
                ofBands.get(band).put(name, text);
            }
        } else if (name != null && (domain == null || domain.isEmpty())) {
            metadata.put(name, text);
        }
    }

    /** GDAL escapes texts before it puts them into XML, which escapes them again; like GDAL, this reads both forms. */
    private static String unescape(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&apos;", "'")
                .replace("&amp;", "&");
    }

    private static int band(String sample, int bands) throws TiffException {
        try {
            int band = Integer.parseInt(sample);
            if (band >= 0 && band < bands) {
                return band;
            }
        } catch (NumberFormatException e) {
            throw new TiffException(String.format(Locale.ROOT, "metadata of band '%s' of %d", sample, bands), e);
        }
        throw new TiffException(String.format(Locale.ROOT, "metadata of band %s of %d", sample, bands));
    }
}
