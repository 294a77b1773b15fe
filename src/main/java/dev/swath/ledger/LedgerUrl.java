package dev.swath.ledger;

import dev.swath.job.Secrets;
import dev.swath.job.SettingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The location of the ledger's database.
 *
 * @param jdbc the JDBC URL, which may hold a password
 * @param file the H2 file without its extension, if the ledger is at its default location; empty for a URL that was set
 * @param user who connects, unless the URL says so
 * @param password of the user, unless it is in the URL
 */
public record LedgerUrl(String jdbc, Optional<Path> file, Optional<String> user, Optional<String> password) {

    /** The setting. */
    public static final String KEY = "swath.ledger.url";

    /** The setting of the user. */
    public static final String USER = "swath.ledger.user";

    /** The setting of the password. */
    public static final String PASSWORD = "swath.ledger.password";

    private static final String H2 = "jdbc:h2:";
    private static final String POSTGRESQL = "jdbc:postgresql:";
    /** H2 takes a path that is not led by {@code file:}, too; others name memory, archives or servers. */
    private static final Pattern H2_FILE =
            Pattern.compile("jdbc:h2:(?:file:)?((?<=file:|:)[./][^;]*|(?<=file:)[^;~]+)(?:;.*)?");

    private static final Path USUAL = Path.of(".swath", "ledger");

    private static final Pattern USER_BEFORE_HOST = Pattern.compile("//[^/?#;]*@");

    /** Passwords where drivers expect them, and where people write them, before the host. */
    private static final Pattern SECRET =
            Pattern.compile("(?i)((?:password|passwd|pwd|secret|token)=)[^&;\\s]*|(?<=//)[^/?#\\s]*(?=@)");

    /**
     * The location that a setting names.
     *
     * @param setting value of {@value #KEY}; empty for the default location
     * @param output folder of the images, if the output is a folder
     * @throws SettingException if it is the URL of another kind of database
     */
    public static LedgerUrl of(Optional<String> setting, Optional<Path> output) {
        if (setting.isPresent()) {
            return given(setting.get());
        }
        Path file = output.map(folder -> folder.resolve(USUAL))
                .orElse(USUAL)
                .toAbsolutePath()
                .normalize();
        if (file.toString().contains(";")) {
            throw new SettingException(
                    KEY,
                    "",
                    "can't be in " + file + ", because H2 allows no semicolon in a path; choose another" + " location");
        }
        // Others may read while this process writes: the first process that opens the file serves it to the others over
        // the loopback interface.
        return new LedgerUrl(H2 + "file:" + file + ";AUTO_SERVER=TRUE;WRITE_DELAY=0", Optional.of(file));
    }

    private LedgerUrl(String jdbc, Optional<Path> file) {
        this(jdbc, file, Optional.empty(), Optional.empty());
    }

    /**
     * The same location, with a login of its own.
     *
     * @throws SettingException if the URL names a user or a password too, or no URL was set
     */
    public LedgerUrl withLogin(Optional<String> login, Optional<String> secret) {
        requireOnePlace(USER, login, "user");
        requireOnePlace(PASSWORD, secret, "password");
        return new LedgerUrl(jdbc, file, login, secret);
    }

    private void requireOnePlace(String key, Optional<String> value, String option) {
        if (value.isPresent() && file.isPresent()) {
            throw new SettingException(
                    key, Secrets.REDACTED, "is for a database that " + KEY + " names, and that is not set; remove it");
        }
        boolean twice = value.isPresent()
                && Pattern.compile("(?i)[?&;]" + option + "=").matcher(jdbc).find();
        if (twice) {
            throw new SettingException(
                    key, Secrets.REDACTED, "stands in " + KEY + " too, as " + option + "=; write it in one place");
        }
    }

    private static LedgerUrl given(String url) {
        if (!url.startsWith(H2) && !url.startsWith(POSTGRESQL)) {
            throw new SettingException(
                    KEY,
                    withoutSecrets(url),
                    "is not the URL of a supported database; write one that begins with " + H2 + " or " + POSTGRESQL);
        }
        if (USER_BEFORE_HOST.matcher(url).find()) {
            // Its driver takes this for a host and a port, and logs it.
            throw new SettingException(
                    KEY,
                    withoutSecrets(url),
                    "has a user before the host, which JDBC drivers do not read; append ?user=…&password=… instead");
        }
        return new LedgerUrl(url, Optional.empty());
    }

    /** The file of the database, if it is one of H2's: in the usual place, or where a URL says. */
    Optional<LedgerFile> h2File() {
        Matcher given = H2_FILE.matcher(jdbc);
        return file.or(() -> given.matches() ? Optional.of(Path.of(given.group(1))) : Optional.empty())
                .map(LedgerFile::of);
    }

    boolean isH2() {
        return jdbc.startsWith(H2);
    }

    /** Whether there may be something to read: false if the default file was never made. */
    public boolean exists() {
        return file.map(path -> Files.exists(path.resolveSibling(path.getFileName() + ".mv.db")))
                .orElse(true);
    }

    /**
     * Checks that the default file can be made.
     *
     * @throws SettingException if its folder, or the nearest existing folder above it, is not writable
     */
    public void requireWritable() {
        Optional<Path> existing = file.map(Path::getParent);
        while (existing.isPresent() && !Files.exists(existing.get())) {
            existing = existing.map(Path::getParent);
        }
        existing.filter(folder -> !Files.isDirectory(folder) || !Files.isWritable(folder))
                .ifPresent(folder -> {
                    throw new SettingException(
                            KEY,
                            toString(),
                            "can't be created, because " + folder + " is not writable; choose another location");
                });
    }

    /** A driver's message about this URL, in one line without passwords, which it may repeat in a form of its own. */
    String withoutItsSecrets(String text) {
        String shown = password.filter(hidden -> !hidden.isEmpty())
                .map(hidden -> text.replace(hidden, Secrets.REDACTED))
                .orElse(text);
        Matcher secret = SECRET.matcher(jdbc);
        while (secret.find()) {
            String hidden = secret.group()
                    .substring(Optional.ofNullable(secret.group(1))
                            .map(String::length)
                            .orElse(0));
            shown = hidden.isEmpty() ? shown : shown.replace(hidden, Secrets.REDACTED);
        }
        return withoutSecrets(shown);
    }

    /** The text without the passwords of URLs in it, in one line. */
    private static String withoutSecrets(String text) {
        return SECRET.matcher(text)
                .replaceAll("$1" + Secrets.REDACTED)
                .replaceAll("\\s+", " ")
                .strip();
    }

    /** The URL without its password, and without the options that users can't choose. */
    @Override
    public String toString() {
        return file.map(usual -> H2 + "file:" + usual).orElseGet(() -> withoutSecrets(jdbc));
    }
}
