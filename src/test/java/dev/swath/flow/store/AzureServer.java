package dev.swath.flow.store;

import static org.assertj.core.api.Assertions.fail;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.common.StorageSharedKeyCredential;
import dev.swath.NodePackages;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** Azurite, Microsoft's own stand-in for Azure Storage, with one container that it keeps in memory. Listens on a loopback port. */
final class AzureServer implements Closeable {

    static final String ACCOUNT = "devstoreaccount1";
    static final String CONTAINER = "imagery";
    /** The key that Azurite's account always has. */
    static final String KEY =
            "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static final Pattern LISTENS = Pattern.compile("listens on (http://127\\.0\\.0\\.1:\\d+)");
    private static final Duration START = Duration.ofSeconds(60);

    private final Process process;
    private final BlobContainerClient container;
    private final String url;

    private AzureServer(Process process, String url) {
        this.process = process;
        this.url = url;
        container = new BlobServiceClientBuilder()
                .endpoint(url)
                .httpClient(new JdkHttpClientBuilder().build())
                .credential(new StorageSharedKeyCredential(ACCOUNT, KEY))
                .buildClient()
                .createBlobContainer(CONTAINER);
    }

    /** Starts it; the test is skipped where it is not installed. */
    static AzureServer start(Path folder) throws IOException {
        Path command = NodePackages.require("azurite-blob", "azurite");
        Path said = folder.resolve("azurite.out");
        Process process = new ProcessBuilder(
                        command.toString(),
                        "--silent",
                        "--inMemoryPersistence",
                        "--blobPort",
                        "0",
                        "--skipApiVersionCheck",
                        "--disableTelemetry")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            Awaitility.await()
                    .atMost(START)
                    .until(() -> !process.isAlive() || address(said).find());
            Matcher address = address(said);
            if (!address.find()) {
                fail("Azurite did not start: %s", Files.readString(said));
            }
            return new AzureServer(process, address.group(1) + "/" + ACCOUNT);
        } catch (IOException | RuntimeException | Error e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static Matcher address(Path said) {
        try {
            return LISTENS.matcher(Files.readString(said));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The URI of an output in the container. */
    String uri() {
        return "azure-storage-blob://" + ACCOUNT + "/" + CONTAINER + "?uriEndpointOverride=" + url + "&accessKey=RAW("
                + KEY + ")";
    }

    /** The names of all blobs. */
    List<String> names() {
        return container.listBlobs().stream().map(BlobItem::getName).sorted().toList();
    }

    /** The media type of a blob. */
    String type(String name) {
        return container.getBlobClient(name).getProperties().getContentType();
    }

    /** The content of a blob. */
    byte[] content(String name) {
        return container.getBlobClient(name).downloadContent().toBytes();
    }

    /** Nothing can be stored any more. */
    void removeContainer() {
        container.delete();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
