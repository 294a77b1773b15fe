package dev.swath.flow.download;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The contents of a work folder. */
public final class WorkTree {

    private WorkTree() {}

    /** The kept replies, by name. */
    public static List<Path> replies(Path work) throws IOException {
        return files(work).stream()
                .filter(file -> file.toString().endsWith(KeptReplies.SUFFIX))
                .toList();
    }

    /** All files, by name; none if the folder does not exist. */
    public static List<Path> files(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
