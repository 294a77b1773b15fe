package dev.swath.job;

import java.io.File;
import java.nio.charset.Charset;
import java.util.Optional;
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
        unknownCharacters(value, fileNames).ifPresent(fault -> {
            throw new SettingException(key, value, fault);
        });
    }

    /** What is wrong with a path that has characters that the locale of this process does not have; empty if it has none. */
    public static Optional<String> unknownCharacters(String path) {
        return unknownCharacters(path, fileNames());
    }

    /** A byte that the locale can't decode has become U+FFFD. */
    private static Optional<String> unknownCharacters(String path, Charset fileNames) {
        return path.indexOf('\uFFFD') >= 0 || !fileNames.newEncoder().canEncode(path)
                ? Optional.of("has characters that the locale of this process (" + fileNames
                        + ") does not have; start it with LANG=C.UTF-8")
                : Optional.empty();
    }

    private static Charset fileNames() {
        return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    }
}
