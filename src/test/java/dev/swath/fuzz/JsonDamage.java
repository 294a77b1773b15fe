package dev.swath.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * One change to the text of a JSON document: a token of it becomes something else.
 *
 * @param kind what is done
 * @param token which token, counted round and round
 * @param number which hostile value, or which other token
 */
public record JsonDamage(Kind kind, int token, int number) {

    /** What can be done to a token. */
    public enum Kind {
        REPLACE_A_VALUE,
        REPLACE_ANYTHING,
        LEAVE_OUT,
        DOUBLE,
        SWAP
    }

    private static final Pattern TOKEN =
            Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"|-?\\d[\\w.+-]*+|[a-z]++|[{}\\[\\]:,]|\\s++|.", Pattern.DOTALL);

    private static final List<String> HOSTILE = List.of(
            "1e999999",
            "-1e999999",
            "1e-999999",
            "1e308",
            "-1e154",
            "5e-324",
            "9".repeat(999),
            "9".repeat(1001),
            "0." + "1".repeat(2000),
            "-0",
            "0",
            "NaN",
            "null",
            "true",
            "{}",
            "[]",
            "\"\"",
            "\"Infinity\"",
            "\"1e999999\"",
            "\"\\u0000\\ud800\"",
            "\"" + "x".repeat(100_000) + "\"",
            "\"2024-13-41T99:99:99Z\"",
            "\"+999999999-12-31T23:59:59Z\"",
            "\"EPSG:99999999999999\"",
            "\"../../etc/passwd\"",
            "\"{{sys:user.home}}${env:HOME}\"",
            "[".repeat(90) + "]".repeat(90),
            "[".repeat(5000),
            "{\"a\":".repeat(2000),
            "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,1],[0,1],[1,0],[0,0]]]}",
            "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[0,0]]],[[]],[]]}");

    /** Few changes to a document at once, as they come. */
    public static Arbitrary<List<JsonDamage>> some() {
        return Combinators.combine(Arbitraries.of(Kind.class), Damage.evenly(0, 5000), Damage.evenly(0, 5000))
                .as(JsonDamage::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    /** The document with all changes, one after the other. */
    public static String all(List<JsonDamage> damages, String document) {
        List<String> tokens = new ArrayList<>();
        for (Matcher token = TOKEN.matcher(document); token.find(); ) {
            tokens.add(token.group());
        }
        for (JsonDamage damage : damages) {
            damage.to(tokens);
        }
        return String.join("", tokens);
    }

    private void to(List<String> tokens) {
        int at = token % tokens.size();
        int other = number % tokens.size();
        String hostile = HOSTILE.get(number % HOSTILE.size());
        switch (kind) {
            case REPLACE_A_VALUE -> tokens.set(valueAfter(tokens, at), hostile);
            case REPLACE_ANYTHING -> tokens.set(at, hostile);
            case LEAVE_OUT -> tokens.set(at, "");
            case DOUBLE -> tokens.set(at, tokens.get(at) + "," + tokens.get(at));
            case SWAP -> tokens.set(at, tokens.set(other, tokens.get(at)));
        }
    }

    /** So that the document stays one: the next token that stands for a value by itself and is no name. */
    private static int valueAfter(List<String> tokens, int at) {
        for (int i = at; i + 1 < tokens.size(); i++) {
            boolean value = !tokens.get(i).isBlank() && !"{}[]:,".contains(tokens.get(i));
            if (value && !tokens.get(i + 1).equals(":")) {
                return i;
            }
        }
        return at;
    }
}
