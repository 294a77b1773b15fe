package dev.swath.job;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads where the images of a job come from, and refuses conditions that only a listing can obey. */
final class SourceReader {

    private static final String COLLECTION = "swath.collection";
    private static final String IMAGE = "swath.image";
    private static final String IMAGES = "swath.images";
    private static final String FILE = "swath.images.file";
    private static final List<String> SOURCES = List.of(COLLECTION, IMAGE, IMAGES, FILE);
    /** What Earth Engine applies to a listing. */
    private static final List<String> OF_LISTINGS =
            List.of("swath.start", "swath.end", "swath.look-back", "swath.filter");

    private static final Pattern COLLECTION_ID = Pattern.compile("[A-Za-z0-9_-]+(/[A-Za-z0-9_.-]*[A-Za-z0-9_-]+)*");
    private static final Pattern IMAGE_ID =
            Pattern.compile("(projects/[\\w.:-]+/assets/)?(?!\\.)[\\w.-]+(/(?!\\.)[\\w.-]+)*");
    private static final int LONGEST_ID = 900;
    /** About 15 MB of ids. */
    private static final int MOST_IMAGES = 100_000;

    private final SettingReader settings;

    SourceReader(SettingReader settings) {
        this.settings = settings;
    }

    ImageSource read() {
        List<String> given =
                SOURCES.stream().filter(key -> settings.text(key).isPresent()).toList();
        if (given.size() > 1) {
            throw new SettingException(
                    given.get(1),
                    settings.required(given.get(1)),
                    "is set beside " + given.get(0) + " = '" + settings.required(given.get(0))
                            + "'; keep one of them, and leave the other empty");
        }
        String key = given.isEmpty() ? COLLECTION : given.get(0);
        if (key.equals(COLLECTION)) {
            return ImageSource.listing(collection());
        }
        OF_LISTINGS.forEach(condition -> refuse(condition, key));
        return ImageSource.of(
                switch (key) {
                    case IMAGE -> List.of(image(IMAGE, settings.required(IMAGE)));
                    case IMAGES -> images();
                    default -> file();
                });
    }

    /** The default of a condition, such as the end of the time window, asks for nothing. */
    private void refuse(String condition, String source) {
        String none = Setting.find(condition).orElseThrow().defaultValue();
        settings.text(condition).filter(value -> !value.equals(none)).ifPresent(value -> {
            throw new SettingException(
                    condition,
                    value,
                    "is for the images of a collection; those of " + source
                            + " are fetched whatever their date and properties are: leave it empty");
        });
    }

    private String collection() {
        String collection = settings.required(COLLECTION);
        if (!COLLECTION_ID.matcher(collection).matches()) {
            throw new SettingException(
                    COLLECTION,
                    collection,
                    "is not a collection id; write it as in Earth Engine's catalogue, such as"
                            + " COPERNICUS/S2_SR_HARMONIZED");
        }
        return collection;
    }

    private List<String> images() {
        List<String> ids = settings.list(IMAGES).stream()
                .filter(id -> !id.isEmpty())
                .map(id -> image(IMAGES, id))
                .toList();
        if (ids.isEmpty()) {
            throw new SettingException(
                    IMAGES, settings.required(IMAGES), "names no image; write ids separated by commas");
        }
        return ids;
    }

    private String image(String key, String id) {
        if (!isImage(id)) {
            throw new SettingException(
                    key, id, "is not an image id; write it as in Earth Engine, such as USGS/SRTMGL1_003");
        }
        return id;
    }

    private static boolean isImage(String id) {
        return id.length() <= LONGEST_ID && IMAGE_ID.matcher(id).matches();
    }

    private List<String> file() {
        HostPaths.check(FILE, settings.required(FILE));
        return settings.parsed(FILE, SourceReader::lines);
    }

    /** One id a line; empty lines and those that begin with # are left out. */
    private static List<String> lines(String file) {
        List<String> ids = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(Path.of(file), StandardCharsets.UTF_8)) {
            int number = 0;
            for (Optional<String> line = next(lines); line.isPresent(); line = next(lines)) {
                number++;
                String id = line.get().strip();
                if (id.isEmpty() || id.startsWith("#")) {
                    continue;
                }
                if (!isImage(id)) {
                    throw new IllegalArgumentException(
                            "has no image id in line " + number + "; write one id a line, such as USGS/SRTMGL1_003");
                }
                ids.add(id);
                if (ids.size() > MOST_IMAGES) {
                    throw new IllegalArgumentException(
                            "has more than " + MOST_IMAGES + " ids; make a job for each part of them");
                }
            }
        } catch (MalformedInputException e) {
            throw new IllegalArgumentException("is not a text in UTF-8; write one image id a line", e);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(
                    "is not there, seen from " + Path.of("").toAbsolutePath()
                            + "; name a file with one image id a line",
                    e);
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException(
                    "can't be read (" + e.getMessage() + "); name a file with one image id a line", e);
        }
        if (ids.isEmpty()) {
            throw new IllegalArgumentException("names no image; write one id a line");
        }
        return ids;
    }

    private static Optional<String> next(BufferedReader lines) throws IOException {
        return Optional.ofNullable(lines.readLine());
    }
}
