package dev.swath.flow.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** An SFTP server on a folder, for one user with a password. Listens on a loopback port. */
final class SftpServer implements Closeable {

    static final String USER = "who";
    static final String PASSWORD = "s3cret+&";

    private final SshServer server = SshServer.setUpDefaultServer();
    private final List<String> written = new CopyOnWriteArrayList<>();
    private final AtomicInteger breaks = new AtomicInteger();

    private SftpServer(Path folder) {
        SftpSubsystemFactory sftp = new SftpSubsystemFactory();
        sftp.addSftpEventListener(new SftpEventListener() {
            @Override
            public void writing(
                    ServerSession session,
                    String handle,
                    FileHandle file,
                    long offset,
                    byte[] data,
                    int at,
                    int length) {
                written.add(file.getFile().getFileName().toString());
                if (file.getFile().toString().endsWith(".tif")
                        && breaks.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    session.close(true);
                }
            }
        });
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider());
        server.setPasswordAuthenticator((user, password, session) -> USER.equals(user) && PASSWORD.equals(password));
        server.setFileSystemFactory(new VirtualFileSystemFactory(folder));
        server.setSubsystemFactories(List.of(sftp));
    }

    static SftpServer start(Path folder) {
        try {
            SftpServer sftp = new SftpServer(folder);
            sftp.server.start();
            return sftp;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getPort();
    }

    /** Breaks the connection off in the middle of the next so many images. */
    void breaksOff(int times) {
        breaks.set(times);
    }

    /** Names of files while their bytes arrived. */
    List<String> written() {
        return List.copyOf(written);
    }

    /** A file that tells the server's key, as {@code ~/.ssh/known_hosts} does. */
    Path knownHosts(Path folder) throws IOException {
        return knownHosts(folder, "127.0.0.1");
    }

    /** The same for a client that knows the server by another name. */
    Path knownHosts(Path folder, String host) throws IOException {
        return Files.writeString(
                folder.resolve("known_hosts"), "[%s]:%d %s%n".formatted(host, port(), PublicKeyEntry.toString(key())));
    }

    private PublicKey key() throws IOException {
        try {
            return server.getKeyPairProvider().loadKeys(null).iterator().next().getPublic();
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}
