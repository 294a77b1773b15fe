package dev.swath.run;

import java.util.Locale;

/** What a request is for. */
public enum RequestKind {
    /** The pixels of a tile. */
    PIXELS,
    /** A page of the listing, or one image by its id. */
    LISTING;

    /** The name in lower case, as it is written everywhere. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
