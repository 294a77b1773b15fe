package dev.swath.flow.store;

import dev.swath.TestCertificate;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobApiMetadata;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStoreContext;
import org.jclouds.blobstore.domain.Blob;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A server that speaks S3, with one bucket that it keeps in a folder. Listens on a loopback port. */
final class S3Server implements Closeable {

    static final String BUCKET = "imagery";
    static final String USER = "who";
    static final String SECRET = "s3cret+/=&";

    private final BlobStoreContext blobs;
    private final S3Proxy server;
    private final S3Client client;

    private S3Server(BlobStoreContext blobs, S3Proxy server) {
        this.blobs = blobs;
        this.server = server;
        client = S3Client.builder()
                .endpointOverride(url())
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(USER, SECRET)))
                .build();
    }

    static S3Server start(Path folder) {
        return start(folder, S3Proxy.builder().endpoint(URI.create("http://127.0.0.1:0")));
    }

    /** The same over TLS alone. */
    static S3Server start(Path folder, TestCertificate certificate) {
        return start(
                folder,
                S3Proxy.builder()
                        .secureEndpoint(URI.create("https://127.0.0.1:0"))
                        .keyStore(certificate.store().toString(), TestCertificate.PASSWORD));
    }

    private static S3Server start(Path folder, S3Proxy.Builder builder) {
        Properties settings = new Properties();
        settings.setProperty("jclouds.filesystem.basedir", folder.toString());
        BlobStoreContext blobs = ContextBuilder.newBuilder(new FilesystemNio2BlobApiMetadata())
                .credentials(USER, SECRET)
                .overrides(settings)
                .build(BlobStoreContext.class);
        blobs.getBlobStore().createContainerInLocation(null, BUCKET);
        S3Proxy server = builder.blobStore(blobs.getBlobStore())
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, USER, SECRET)
                .build();
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return new S3Server(blobs, server);
    }

    URI url() {
        return server.getPort() > 0
                ? URI.create("http://127.0.0.1:" + server.getPort())
                : URI.create("https://localhost:" + server.getSecurePort());
    }

    /** The keys of all objects. */
    List<String> keys() {
        return client.listObjectsV2(request -> request.bucket(BUCKET)).contents().stream()
                .map(S3Object::key)
                .sorted()
                .toList();
    }

    /**
     * An object.
     *
     * @param type media type of the content
     * @param bytes the content
     */
    record Stored(String type, byte[] bytes) {}

    /** The object of a key, past the protocol: the server knows fewer headers than a client of today sends. */
    Stored object(String key) throws IOException {
        Blob blob = blobs.getBlobStore().getBlob(BUCKET, key);
        try (InputStream content = blob.getPayload().openStream()) {
            return new Stored(blob.getMetadata().getContentMetadata().getContentType(), content.readAllBytes());
        }
    }

    /** Nothing can be stored any more. */
    void removeBucket() {
        blobs.getBlobStore().deleteContainer(BUCKET);
    }

    /** Uploads in parts that were begun and neither completed nor given up. */
    int unfinished() {
        return client.listMultipartUploads(request -> request.bucket(BUCKET))
                .uploads()
                .size();
    }

    @Override
    public void close() {
        try {
            client.close();
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            blobs.close();
        }
    }
}
