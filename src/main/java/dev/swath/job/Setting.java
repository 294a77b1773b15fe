package dev.swath.job;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One setting.
 *
 * @param key full name, such as {@code swath.scale}
 * @param description what it means, with its unit
 * @param defaultValue the value used when nothing is set; empty for none
 * @param example a value
 * @param perJob whether a job can have its own value
 */
public record Setting(String key, String description, String defaultValue, String example, boolean perJob) {

    /** A longer text was not meant to be a key. */
    private static final int LONGEST = 200;

    /**
     * A setting of the process as a whole.
     *
     * @param name the key without {@code swath.}
     */
    static Setting ofProcess(String name, String description, String defaultValue, String example) {
        return new Setting("swath." + name, description, defaultValue, example, false);
    }

    /**
     * A setting that a job can set for itself.
     *
     * @param name the key without {@code swath.}
     */
    static Setting ofJob(String name, String description, String defaultValue, String example) {
        return new Setting("swath." + name, description, defaultValue, example, true);
    }

    /** All settings, in the order in which they are documented. */
    public static List<Setting> all() {
        return SettingCatalogue.SETTINGS;
    }

    /** The setting with that full name. */
    public static Optional<Setting> find(String key) {
        return all().stream().filter(setting -> setting.key.equals(key)).findFirst();
    }

    /** The setting that the author of this key most likely meant; empty if none is close. */
    public static Optional<Setting> closest(String key) {
        if (key.length() > LONGEST) {
            return Optional.empty();
        }
        return all().stream()
                .filter(setting -> distance(key, setting.key)
                        <= Math.max(2, lastPart(setting.key).length() / 2))
                .min(Comparator.comparingInt(setting -> distance(key, setting.key)));
    }

    /**
     * How many letters to change to get from one key to the other; a forgotten group such as {@code visualization.}
     * counts as one.
     */
    private static int distance(String written, String key) {
        return Math.min(Spelling.edits(written, key), 1 + Spelling.edits(lastPart(written), lastPart(key)));
    }

    private static String lastPart(String key) {
        return key.substring(key.lastIndexOf('.') + 1);
    }
}
