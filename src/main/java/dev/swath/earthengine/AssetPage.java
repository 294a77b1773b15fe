package dev.swath.earthengine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One page of a listing.
 *
 * @param images images in the service's order
 * @param nextPageToken what to ask the next page with; empty on the last page
 */
public record AssetPage(List<ImageAsset> images, Optional<String> nextPageToken) {

    private static final int MAX_IMAGES = 10_000;
    private static final long MAX_CHARACTERS = 256L << 20;
    private static final int MAX_TOKEN = 4096;
    private static final ObjectReader JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxDocumentLength(MAX_CHARACTERS)
                            .maxNestingDepth(100)
                            .build())
                    .build())
            .build()
            .reader();

    public AssetPage {
        images = List.copyOf(images);
    }

    /** As {@link #parse(InputStream)}. */
    public static AssetPage parse(byte[] body) throws IOException {
        return parse(new ByteArrayInputStream(body));
    }

    /**
     * Reads the reply of {@code listAssets} (or v1alpha's {@code listImages}), one image at a time. An empty reply is a
     * page without images; assets that are not images are passed over.
     *
     * @param body JSON in UTF-8; not closed
     * @throws MalformedReplyException where the body is not such a reply
     * @throws IOException where reading fails
     */
    public static AssetPage parse(InputStream body) throws IOException {
        List<ImageAsset> images = new ArrayList<>();
        Optional<String> token = Optional.empty();
        try (JsonParser parser = JSON.createParser(body)) {
            parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
            expect(parser.nextToken() == JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                JsonToken value = parser.nextToken();
                // Else an error under status 200 would be a page without images, and the end of the listing.
                expect(!field.equals("error"));
                if (field.equals("assets") || field.equals("images")) {
                    expect(value == JsonToken.START_ARRAY);
                    readImages(parser, images);
                } else if (field.equals("nextPageToken")) {
                    expect(value == JsonToken.VALUE_STRING && parser.getTextLength() <= MAX_TOKEN);
                    token = Optional.of(parser.getText()).filter(text -> !text.isEmpty());
                } else {
                    parser.skipChildren();
                }
            }
        } catch (JsonProcessingException e) {
            throw new MalformedReplyException("the listing is not JSON: " + e.getOriginalMessage(), e);
        }
        return new AssetPage(images, token);
    }

    private static void readImages(JsonParser parser, List<ImageAsset> images) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            JsonNode asset = JSON.readTree(parser);
            expect(asset != null && asset.isObject() && images.size() < MAX_IMAGES);
            String type = asset.path("type").asText("IMAGE");
            if (type.equals("IMAGE")) {
                images.add(ImageAsset.parse(asset));
            }
        }
    }

    private static void expect(boolean condition) throws MalformedReplyException {
        if (!condition) {
            throw new MalformedReplyException("the reply is not a listing of Earth Engine assets");
        }
    }
}
