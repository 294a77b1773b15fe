package dev.swath.flow.store;

import dev.swath.job.SettingException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.component.file.FileComponent;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.component.file.GenericFileConfiguration;
import org.apache.camel.component.file.GenericFileExist;
import org.apache.camel.util.URISupport;
import org.apache.camel.util.UnsafeUriCharactersEncoder;

/**
 * An output that is a folder of this machine: a path, or a {@code file:} URI, which may have options of Camel's file component.
 *
 * @param path of the folder
 * @param uri the URI, if it has options
 */
record FolderOutput(Path path, Optional<String> uri) {

    /** Options that would give a file another name, keep it from taking the place of an older one, or leave it off the disk. */
    private static final List<String> OWN = List.of(
            "allowNullBody",
            "appendChars",
            "fileExist",
            "fileName",
            "flatten",
            "forceWrites",
            "moveExisting",
            "moveExistingFileStrategy",
            "tempFileName",
            "tempPrefix");

    /** A scheme has at least two letters: a single one is a drive letter. */
    private static final Pattern URI_OF_CAMEL = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+:.*", Pattern.DOTALL);

    /**
     * The folder that an output names; empty where it is another Camel producer URI.
     *
     * @param key of the setting, for messages
     * @throws SettingException if it is neither
     */
    static Optional<FolderOutput> of(String key, String output) {
        try {
            if (output.startsWith("file:")) {
                return Optional.of(ofUri(key, output));
            }
            return URI_OF_CAMEL.matcher(output).matches()
                    ? Optional.empty()
                    : Optional.of(new FolderOutput(Path.of(output), Optional.empty()));
        } catch (InvalidPathException | URISyntaxException e) {
            throw new SettingException(key, output, "is neither a folder nor a Camel producer URI; write one of them");
        }
    }

    /** The path as Camel reads it: without its first two slashes, and with percent signs decoded. */
    private static FolderOutput ofUri(String key, String output) throws URISyntaxException {
        String path = URISupport.extractRemainderPath(new URI(UnsafeUriCharactersEncoder.encode(output)), false);
        if (path.isBlank()) {
            throw new SettingException(key, output, "names no folder; write it behind file:");
        }
        return new FolderOutput(Path.of(path), Optional.of(output).filter(uri -> uri.contains("?")));
    }

    /**
     * Checks the options of the URI.
     *
     * @throws SettingException if one of them is Swath's own
     */
    void check(String key) {
        uri.ifPresent(output -> {
            TreeSet<String> refused = new TreeSet<>(Sinks.options(output).keySet());
            refused.retainAll(OWN);
            if (!refused.isEmpty()) {
                throw new SettingException(
                        key,
                        Sinks.name(output),
                        "can't have the option " + String.join(", ", refused)
                                + ": Swath names and writes its files itself; leave it out");
            }
        });
    }

    /**
     * The endpoint that writes into the folder. Without options it is not made by a URI: the name of a folder may hold what means
     * something else there.
     *
     * @param synced whether the bytes of a file are on the disk before it gets its name
     */
    FileEndpoint endpoint(CamelContext context, boolean synced) {
        FileEndpoint endpoint = uri.map(Sinks::complete)
                .map(complete -> context.getEndpoint(complete + "&forceWrites=" + synced, FileEndpoint.class))
                .orElseGet(() -> plain(context, synced));
        endpoint.setTempPrefix(Outputs.UNFINISHED);
        endpoint.setForceWrites(synced);
        // A rename puts the new file in the place of the old one at once; else the old one would be deleted first.
        endpoint.setFileExist(GenericFileExist.TryRename);
        endpoint.setCopyAndDeleteOnRenameFail(false);
        return endpoint;
    }

    private FileEndpoint plain(CamelContext context, boolean synced) {
        // Camel keeps one producer for all endpoints of one URI.
        FileEndpoint endpoint = new FileEndpoint(
                "file:" + URLEncoder.encode(path.toString(), StandardCharsets.UTF_8) + "?forceWrites=" + synced,
                context.getComponent("file", FileComponent.class));
        GenericFileConfiguration configuration = new GenericFileConfiguration();
        configuration.setDirectory(path.toString());
        endpoint.setCamelContext(context);
        endpoint.setConfiguration(configuration);
        endpoint.setFile(path.toFile());
        return endpoint;
    }
}
