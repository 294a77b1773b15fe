package dev.swath.earthengine;

import java.util.Locale;

/** The requested format of a reply, compared with its content type. */
public enum ReplyFormat {
    /** Pixels. The service's own name for the type is not documented, so only those of other formats are refused. */
    GEO_TIFF("a GeoTIFF") {
        @Override
        boolean isDeniedBy(String type) {
            boolean otherPicture = type.startsWith("image/") && !type.contains("tif");
            return otherPicture || type.startsWith("text/") || isStructuredText(type) || type.contains("zip");
        }
    },
    /** A listing or an asset. */
    JSON("JSON") {
        @Override
        boolean isDeniedBy(String type) {
            return type.startsWith("image/") || type.contains("html") || type.contains("xml") || type.contains("zip");
        }
    };

    private final String words;

    ReplyFormat(String words) {
        this.words = words;
    }

    /**
     * Refuses a reply that calls itself something else.
     *
     * @param contentType value of the header, empty where there is none
     * @throws MalformedReplyException if it names another format
     */
    public void require(String contentType) throws MalformedReplyException {
        String type = contentType.strip().toLowerCase(Locale.ROOT);
        if (isDeniedBy(type)) {
            throw new MalformedReplyException(
                    "the reply is of type " + ReplyText.line(contentType, 100) + "; " + words + " was requested");
        }
    }

    abstract boolean isDeniedBy(String type);

    private static boolean isStructuredText(String type) {
        return type.contains("json") || type.contains("xml");
    }
}
