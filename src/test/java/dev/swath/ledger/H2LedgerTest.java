package dev.swath.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swath.job.SettingException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger in H2 files, where it usually is. */
class H2LedgerTest extends LedgerContract {

    @TempDir
    private Path folder;

    @Override
    LedgerUrl url() {
        return opened();
    }

    @Override
    LedgerUrl opened() {
        return LedgerUrl.of(Optional.empty(), Optional.of(folder.resolve("images")));
    }

    @Test
    void its_file_is_in_a_folder_that_others_cannot_read() throws IOException {
        Path hidden = folder.resolve("images").resolve(".swath");

        assertThat(hidden.resolve("ledger.mv.db")).isRegularFile();
        assertThat(Files.getPosixFilePermissions(hidden))
                .extracting(Enum::name)
                .allMatch(name -> name.startsWith("OWNER"));
    }

    /** Another process is served by this one, so this one listens: to this machine alone. */
    @Test
    void it_is_served_to_other_processes_of_this_machine_only() throws IOException {
        Properties lock = new Properties();
        lock.load(Files.newBufferedReader(
                folder.resolve("images").resolve(".swath").resolve("ledger.lock.db"), StandardCharsets.ISO_8859_1));
        int port = Integer.parseInt(lock.getProperty("server").replaceAll(".*:", ""));

        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 1000);
            assertThat(socket.isConnected()).isTrue();
        }
        for (InetAddress address : otherAddresses()) {
            try (Socket socket = new Socket()) {
                assertThatThrownBy(() -> socket.connect(new InetSocketAddress(address, port), 1000))
                        .as("%s", address)
                        .isInstanceOf(IOException.class);
            }
        }
    }

    private static List<InetAddress> otherAddresses() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .toList();
    }

    @Test
    void a_damaged_file_is_told_in_one_line_with_what_to_do() throws IOException {
        close();
        Path file = folder.resolve("images").resolve(".swath").resolve("ledger.mv.db");
        Files.writeString(file, "no database at all, but long enough to be looked at ".repeat(200));

        assertThatThrownBy(() -> Ledger.open(opened()))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("swath.ledger.url = 'jdbc:h2:")
                .hasMessageContaining("can't be opened")
                .hasMessageContaining("move " + file + " away")
                .hasMessageNotContaining("\n");
    }
}
