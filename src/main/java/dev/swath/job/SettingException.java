package dev.swath.job;

import java.util.Optional;

/** A setting that is not valid. The message is one line with the key, the value and the remedy, without secrets. */
public final class SettingException extends RuntimeException implements ExplainedFailure {

    private static final long serialVersionUID = 1;
    private static final int LONGEST_VALUE = 200;

    private final String key;
    private final String value;
    private final String job;

    /**
     * @param key full name of the setting, such as {@code swath.scale}
     * @param value as it was given; empty where it was not
     * @param remedy what is wrong with the value, and after a semicolon what to write instead
     */
    public SettingException(String key, String value, String remedy) {
        this(
                key,
                Secrets.redact(key, value),
                oneLine(shortened(key) + " = '" + shortened(Secrets.redact(key, value)) + "': "
                        + Secrets.redactTextAbout(value, remedy)),
                Optional.empty());
    }

    private SettingException(String key, String value, String message, Optional<String> job) {
        super(message);
        this.key = key;
        this.value = value;
        this.job = job.orElse("");
    }

    /** The same error, for a setting in the file of this job. */
    public SettingException inFileOf(String jobName) {
        SettingException copy = new SettingException(key, value, getMessage(), Optional.of(jobName));
        copy.setStackTrace(getStackTrace());
        return copy;
    }

    /** The same error, with the place where the setting stands in front of the message. */
    public SettingException at(String place) {
        SettingException copy = new SettingException(key, value, oneLine(place + ": " + getMessage()), job());
        copy.setStackTrace(getStackTrace());
        return copy;
    }

    /** The job whose file has the setting; empty if it stands elsewhere. */
    public Optional<String> job() {
        return Optional.of(job).filter(name -> !name.isEmpty());
    }

    /** Full name of the setting. */
    public String key() {
        return key;
    }

    /** The value as it was given, without secrets. */
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
