package dev.swath.job;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Which of several words a user who mistyped one most likely meant. */
public final class Spelling {

    /** Of a word that differs in more letters, nobody can tell. */
    private static final int MOST_EDITS = 2;

    private Spelling() {}

    /** The word nearest to the one that was written; empty if none differs in two letters or less, and has others in common with it. */
    public static Optional<String> nearest(String written, Collection<String> words) {
        return words.stream()
                .filter(word -> edits(written, word) <= Math.min(MOST_EDITS, word.length() - 1))
                .min(Comparator.comparingInt(word -> edits(written, word)));
    }

    /** The Levenshtein distance: how many letters to change, add or remove to get from one word to the other. */
    static int edits(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
