package dev.swath.job;

/** A setting that can't be obeyed. The message is one line that names the key, the value and the remedy. */
public final class SettingException extends RuntimeException {

    private static final long serialVersionUID = 1;
    private static final int LONGEST_VALUE = 200;

    private final String key;
    private final String value;

    /**
     * @param key full name of the setting, such as {@code swath.scale}
     * @param value as it was given; empty where it was not
     * @param remedy what is wrong with the value, and after a semicolon what to write instead
     */
    public SettingException(String key, String value, String remedy) {
        super(oneLine(key + " = '" + shortened(value) + "': " + remedy));
        this.key = key;
        this.value = value;
    }

    /** Full name of the setting. */
    public String key() {
        return key;
    }

    /** The value as it was given. */
    public String value() {
        return value;
    }

    private static String shortened(String value) {
        return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…";
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    }
}
