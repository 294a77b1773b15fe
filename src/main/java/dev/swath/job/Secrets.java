package dev.swath.job;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Removes secrets from text that is about to be shown: passwords in URIs, values of options with a secret's name, and
 * tokens and private keys, recognised by their shape. Camel does the same for URIs in its own texts, with its own list
 * of secret options; a test checks that this class covers that list.
 */
public final class Secrets {

    /** What replaces a secret; Camel writes the same. */
    public static final String REDACTED = "xxxxxx";

    private static final String NAMES = "passw|passphrase|passcode|pwd|secret|token|credential|signature|ticket|jaas"
            + "|authorization|connectionstring|accountsid|verificationcode"
            + "|(?:api|access|account|auth|private|publish|shared|subscribe|consumer)[_.-]?key";
    private static final String NAME = "[\\w.-]{0,60}(?:" + NAMES + ")[\\w.-]{0,60}";
    /** Camel's RAW(…) holds any characters; it ends where the option does. */
    private static final String RAW = "RAW\\(.*?\\)(?=[&\\s'\"]|$)|RAW\\{.*?}(?=[&\\s'\"]|$)";

    /** Settings whose value is a secret as a whole. */
    private static final Set<String> SECRETS = Set.of("swath.ledger.password", "swath.dashboard.token");

    private static final Pattern SECRET_NAME = Pattern.compile("(?i).*(?:" + NAMES + ").*");
    private static final Pattern URI = Pattern.compile("(?s)[a-zA-Z][a-zA-Z0-9+.-]+:.*");
    private static final Pattern OPTION =
            Pattern.compile("(?s)([?&;][^=&;?]*=)(RAW\\(.*?\\)(?=&|$)|RAW\\{.*?}(?=&|$)|[^&;]*)");
    private static final Pattern PLAIN_WORD = Pattern.compile("true|false|\\d{1,5}|.{0,2}");

    /**
     * Patterns that find secrets; the first group is the part before the secret. Digits after a colon are a port, not a
     * password.
     */
    private static final List<Pattern> SHAPES = List.of(
            Pattern.compile("(?s)(-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----).*?(?:-----END|\\z)"),
            Pattern.compile(
                    "(?i)(\\b[a-z][a-z0-9+.-]{1,30}:(?://)?[^\\s/?#:@]{0,100}:)(?!//|\\d{1,5}(?:[/?#\\s]|$))[^\\s?#]+(?=@)"),
            Pattern.compile("(?i)(\"" + NAME + "\"\\s{0,9}:\\s{0,9}\")(?:[^\"\\\\]++|\\\\.)*+"),
            Pattern.compile("(?i)([?&]" + NAME + "=)(?!" + REDACTED + ")(?:" + RAW + "|[^&\\s]*)"),
            Pattern.compile("(?i)(;" + NAME + "=)(?!" + REDACTED + ")[^;\\s]*"),
            Pattern.compile("(?i)(\\b" + NAME + "=)(?!" + REDACTED + ")(?:" + RAW + "|[^\\s,;&}\\])'\"]*)"),
            Pattern.compile("(?i)(\\bbearer\\s{1,9})(?!" + REDACTED + ")[\\w.~+/=-]+"),
            // Google's access tokens, refresh tokens, client secrets and API keys; signed assertions.
            Pattern.compile("(\\bya29\\.|\\b1//|\\bGOCSPX-|\\bAIza|\\beyJ(?=[\\w-]*\\.))[\\w./=-]{10,}"));

    private Secrets() {}

    /** The text with {@value #REDACTED} in place of each secret that can be recognised by its shape or its name. */
    public static String redact(String text) {
        String shown = text;
        for (Pattern shape : SHAPES) {
            shown = shape.matcher(shown).replaceAll("$1" + REDACTED);
        }
        return shown;
    }

    /**
     * The value of a setting as it may be shown. All options of a URI lose their value, because a misspelt one may be
     * the password. An unknown key may be meant for a secret.
     *
     * @param key full name of the setting
     * @param value as it was given
     */
    static String redact(String key, String value) {
        if (SECRETS.contains(key)
                || Setting.find(key).isEmpty() && SECRET_NAME.matcher(key).matches()) {
            return value.isEmpty() ? value : REDACTED;
        }
        return redact(isUri(value) ? OPTION.matcher(value).replaceAll("$1" + REDACTED) : value);
    }

    /**
     * A text about the value of a setting, without the option values that {@link #redact(String, String)} removes
     * from it: error messages repeat them.
     *
     * @param text about the value
     * @param value as it was given
     */
    static String redactTextAbout(String value, String text) {
        UnaryOperator<String> strike = hiddenIn(value)
                .sorted(Comparator.comparing(String::length).reversed())
                .<UnaryOperator<String>>map(hidden -> shown -> shown.replace(hidden, REDACTED))
                .reduce(shown -> shown, (first, next) -> shown -> next.apply(first.apply(shown)));
        return redact(strike.apply(text));
    }

    private static Stream<String> hiddenIn(String value) {
        if (!isUri(value)) {
            return Stream.empty();
        }
        return OPTION.matcher(value)
                .results()
                .map(option -> option.group(2))
                .map(option -> option.startsWith("RAW") ? option.substring(4, option.length() - 1) : option)
                .flatMap(option -> Stream.of(option, decoded(option)))
                .filter(option -> !PLAIN_WORD.matcher(option).matches());
    }

    private static boolean isUri(String value) {
        return URI.matcher(value).matches();
    }

    private static String decoded(String option) {
        try {
            return URLDecoder.decode(option, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return option; // a percent sign that means itself
        }
    }
}
