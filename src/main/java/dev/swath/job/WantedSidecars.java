package dev.swath.job;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * The files written beside each image.
 *
 * @param items whether a STAC Item is written, and a Collection that links the Items
 * @param quicklookSide longest side of the quicklook in pixels; 0 for none
 * @param address where the output is public, ending with a slash; empty if it is not known
 */
public record WantedSidecars(boolean items, int quicklookSide, Optional<String> address) {

    private static final String ADDRESS = "swath.stac.url";

    /** The largest side allowed, in pixels: a quicklook is made in memory. */
    public static final int LARGEST_QUICKLOOK = 1024;

    public WantedSidecars {
        if (quicklookSide < 0 || quicklookSide > LARGEST_QUICKLOOK) {
            throw new IllegalArgumentException("a quicklook of " + quicklookSide + " pixels");
        }
    }

    static WantedSidecars of(SettingReader settings) {
        return new WantedSidecars(
                settings.bool("swath.stac"),
                (int) settings.whole("swath.quicklook", 0, LARGEST_QUICKLOOK),
                settings.text(ADDRESS).map(WantedSidecars::address));
    }

    private static String address(String text) {
        try {
            URI address = new URI(text.endsWith("/") ? text : text + "/");
            if (address.isAbsolute()
                    && !address.isOpaque()
                    && address.getQuery() == null
                    && address.getUserInfo() == null) {
                return address.toASCIIString();
            }
        } catch (URISyntaxException e) {
            throw new SettingException(
                    ADDRESS, text, "is not an address: " + e.getReason() + "; write it as in a browser");
        }
        throw new SettingException(
                ADDRESS, text, "is not an address without user and options; write https://HOST/FOLDER");
    }

    /** Whether a quicklook is written. */
    public boolean quicklooks() {
        return quicklookSide > 0;
    }
}
