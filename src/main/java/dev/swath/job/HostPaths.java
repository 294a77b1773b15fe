package dev.swath.job;

import java.io.File;
import java.nio.charset.Charset;
import java.util.regex.Pattern;

/** Checks settings that may be paths against what this host can have as a path. */
public final class HostPaths {

    private static final Pattern DRIVE =
            Pattern.compile("(^|file:/*)[A-Za-z]:(\\\\|/(?!/)).*|\\\\\\\\.*", Pattern.DOTALL);

    private HostPaths() {}

    /**
     * Checks a setting that may be a path.
     *
     * @throws SettingException if it is a path of Windows on another system, or has characters that the host's locale does
     *     not have
     */
    public static void check(String key, String value) {
        check(key, value, File.separatorChar, fileNames());
    }

    /**
     * The same for another host.
     *
     * @param separator between the folders of a path
     * @param fileNames the encoding of file names
     */
    static void check(String key, String value, char separator, Charset fileNames) {
        if (separator == '/' && DRIVE.matcher(value).matches()) {
            throw new SettingException(
                    key, value, "is a path of Windows, and this is not Windows; write one with slashes, such as /data");
        }
        if (value.indexOf('\uFFFD') >= 0 || !fileNames.newEncoder().canEncode(value)) {
            throw new SettingException(
                    key,
                    value,
                    "has characters that the locale of this process (" + fileNames
                            + ") does not have; start it with LANG=C.UTF-8");
        }
    }

    private static Charset fileNames() {
        return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    }
}
