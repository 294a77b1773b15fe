package dev.swath.flow.store;

import dev.swath.quicklook.ContactSheet;
import dev.swath.run.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Small pictures of the images that runs have stored: a contact sheet and a report are made of them, so that no quicklook is read
 * again, nor need the output be one that can be read. Of each run in progress the newest {@value ContactSheet#MOST} are held,
 * about 50 kB each. Thread-safe.
 */
public final class RunPictures {

    private static final Comparator<Shown> OLDEST_FIRST =
            Comparator.comparing(Shown::acquired).thenComparing(Shown::file);

    private final Map<String, TreeSet<Shown>> runs = new HashMap<>();

    /**
     * The picture of an image.
     *
     * @param file name of the image's file in the output
     * @param acquired start of the acquisition
     * @param png at most as large as on a contact sheet
     */
    public record Shown(String file, Instant acquired, byte[] png) {}

    /**
     * Takes a picture.
     *
     * @param file name of the image's file in the output
     * @param acquired start of the acquisition
     * @param png at most as large as on a contact sheet
     */
    public void add(Run run, String file, Instant acquired, byte[] png) {
        Shown shown = new Shown(file, acquired, png);
        synchronized (runs) {
            TreeSet<Shown> pictures = runs.computeIfAbsent(run.id(), id -> new TreeSet<>(OLDEST_FIRST));
            pictures.remove(shown);
            pictures.add(shown);
            if (pictures.size() > ContactSheet.MOST) {
                pictures.pollFirst();
            }
        }
    }

    /** The pictures of a run, the newest last. */
    public List<Shown> of(String run) {
        synchronized (runs) {
            return new ArrayList<>(runs.getOrDefault(run, new TreeSet<>(OLDEST_FIRST)));
        }
    }

    /** Drops the pictures of a run that has ended. */
    public void forget(String run) {
        synchronized (runs) {
            runs.remove(run);
        }
    }
}
