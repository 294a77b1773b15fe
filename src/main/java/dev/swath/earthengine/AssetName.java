package dev.swath.earthengine;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of an asset as it appears in the REST API's paths, such as {@code
 * projects/earthengine-public/assets/COPERNICUS/S2_SR_HARMONIZED}. It has only characters that are safe in a path, and
 * no {@code ..} part.
 *
 * @param name {@code projects/<project>/assets/<parts>}
 */
public record AssetName(String name) {

    private static final String PUBLIC = "projects/earthengine-public/assets/";
    private static final String LEGACY = "projects/earthengine-legacy/assets/";
    private static final int MAX_LENGTH = 1000;
    /** A project can include its domain: {@code example.com:project}. */
    private static final Pattern NAME = Pattern.compile("projects/[\\w.:-]+/assets(/(?!\\.)[\\w.-]+)+");

    private static final Pattern PROJECT_ASSET = Pattern.compile("projects/[^/]+/assets/.*");

    /** Throws an IllegalArgumentException if the name does not have that form. */
    public AssetName {
        if (name.length() > MAX_LENGTH || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(String.format(
                            Locale.ROOT,
                            "'%s' is not the name of an Earth Engine asset: use letters, digits, '_', '-'",
                            shown(name))
                    + " and '.' in parts separated by '/'");
        }
    }

    /**
     * The asset with this id. The rule is that of Google's Python client: a full name stays; an id under
     * {@code users/} or {@code projects/} belongs to {@code earthengine-legacy}; any other to {@code
     * earthengine-public}.
     *
     * @param id id or full name; any other text throws an IllegalArgumentException
     */
    public static AssetName of(String id) {
        if (PROJECT_ASSET.matcher(id).matches()) {
            return new AssetName(id);
        }
        boolean legacy = id.startsWith("users/") || id.startsWith("projects/");
        return new AssetName((legacy ? LEGACY : PUBLIC) + id);
    }

    /** The id of the asset: the name without its prefix, or the whole name if it belongs to a project. */
    public String id() {
        if (name.startsWith(PUBLIC)) {
            return name.substring(PUBLIC.length());
        }
        return name.startsWith(LEGACY) ? name.substring(LEGACY.length()) : name;
    }

    /** The part after the last slash. */
    public String lastPart() {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
        return name;
    }

    private static String shown(String name) {
        return ReplyText.line(name, 100);
    }
}
