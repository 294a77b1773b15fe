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
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One page of a listing.
 *
 * @param images images in the service's order
 * @param malformed entries that are not images as documented, in the service's order
 * @param nextPageToken token of the next page; empty on the last page
 */
public record AssetPage(List<ImageAsset> images, List<MalformedAsset> malformed, Optional<String> nextPageToken) {

    private static final int MAX_IMAGES = 10_000;
    private static final long MAX_CHARACTERS = 256L << 20;
    /**
     * A few times as many as 1000 images with 26 bands have. A token of two characters takes up to 40 times as much
     * memory.
     */
    private static final long MAX_TOKENS = 8_000_000;

    private static final int MAX_TOKEN = 4096;
    private static final int MAX_MESSAGE = 300;
    private static final int MAX_TYPE = 40;
    private static final ObjectReader JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxDocumentLength(MAX_CHARACTERS)
                            .maxNestingDepth(100)
                            .maxTokenCount(MAX_TOKENS)
                            .build())
                    .build())
            .build()
            .reader();

    public AssetPage {
        images = List.copyOf(images);
        malformed = List.copyOf(malformed);
    }

    /** Like {@link #parse(InputStream)}. */
    public static AssetPage parse(byte[] body) throws IOException {
        return parse(new ByteArrayInputStream(body));
    }

    /**
     * Reads the reply to a request for one image: a page with that image only. An image without a start is dated by its last
     * change. An asset of another type is set aside as malformed: another attempt would get the same.
     *
     * @throws MalformedReplyException if the body is not an asset
     */
    public static AssetPage parseImage(byte[] body) throws IOException {
        try (JsonParser parser = JSON.createParser(body)) {
            JsonNode asset = JSON.readTree(parser);
            if (asset == null || !asset.isObject() || asset.has("error")) {
                throw new MalformedReplyException("the reply is not an Earth Engine image");
            }
            if (!isImage(asset)) {
                MalformedAsset other = new MalformedAsset(
                        asset.path("name").asText(),
                        "it is not an image but has the type "
                                + ReplyText.line(asset.path("type").asText(), MAX_TYPE)
                                + "; a collection is named by swath.collection");
                return new AssetPage(List.of(), List.of(other), Optional.empty());
            }
            return new AssetPage(List.of(AssetJson.single(asset)), List.of(), Optional.empty());
        } catch (JsonProcessingException e) {
            throw new MalformedReplyException(
                    "the image is not JSON: " + ReplyText.line(e.getOriginalMessage(), MAX_MESSAGE), e);
        } catch (CharConversionException e) {
            throw new MalformedReplyException("the image is not JSON: it is not text in UTF-8", e);
        }
    }

    /**
     * Reads the reply of {@code listAssets} (or v1alpha's {@code listImages}), one image at a time. An empty reply is a
     * page without images; assets that are not images are ignored. An entry that can't be used is set aside; a reply
     * that is not complete JSON of this form is refused as a whole.
     *
     * @param body JSON in UTF-8; not closed
     * @throws MalformedReplyException if the body is not such a reply
     * @throws IOException if reading fails
     */
    public static AssetPage parse(InputStream body) throws IOException {
        List<ImageAsset> images = new ArrayList<>();
        List<MalformedAsset> malformed = new ArrayList<>();
        Optional<String> token = Optional.empty();
        try (JsonParser parser = JSON.createParser(body)) {
            parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
            expect(parser.nextToken() == JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                JsonToken value = parser.nextToken();
                // Otherwise an error with status 200 would look like a page without images, and so like the end of the
                // listing.
                expect(!field.equals("error"));
                if (field.equals("assets") || field.equals("images")) {
                    expect(value == JsonToken.START_ARRAY);
                    readImages(parser, images, malformed);
                } else if (field.equals("nextPageToken")) {
                    expect(value == JsonToken.VALUE_STRING && parser.getTextLength() <= MAX_TOKEN);
                    token = Optional.of(parser.getText()).filter(text -> !text.isEmpty());
                } else {
                    parser.skipChildren();
                }
            }
        } catch (JsonProcessingException e) {
            throw new MalformedReplyException(
                    "the listing is not JSON: " + ReplyText.line(e.getOriginalMessage(), MAX_MESSAGE), e);
        } catch (CharConversionException e) {
            // Zero bytes at the beginning make the parser assume UTF-32.
            throw new MalformedReplyException("the listing is not JSON: it is not text in UTF-8", e);
        }
        return new AssetPage(images, malformed, token);
    }

    private static void readImages(JsonParser parser, List<ImageAsset> images, List<MalformedAsset> malformed)
            throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            JsonNode asset = JSON.readTree(parser);
            expect(asset != null && !asset.isMissingNode() && images.size() + malformed.size() < MAX_IMAGES);
            if (!isImage(asset)) {
                continue;
            }
            try {
                images.add(ImageAsset.parse(asset));
            } catch (MalformedReplyException e) {
                malformed.add(new MalformedAsset(asset.path("name").asText(), e.getMessage()));
            }
        }
    }

    private static boolean isImage(JsonNode asset) {
        return asset.path("type").asText("IMAGE").equals("IMAGE");
    }

    private static void expect(boolean condition) throws MalformedReplyException {
        if (!condition) {
            throw new MalformedReplyException("the reply is not a listing of Earth Engine assets");
        }
    }
}
