package dev.swath.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swath.Slow;
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
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.h2.mvstore.DataUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ledger in H2 files, the default. */
@Slow("The ledger keeps its contract in an H2 file, and damage to the file is recognised.")
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

    /** Everybody who can read the folder can act as this process; a umask of 002 means to share with the group. */
    @Test
    void its_file_is_in_a_folder_that_the_group_can_use_where_the_umask_lets_it_write_and_others_never()
            throws IOException {
        Path hidden = folder.resolve("images").resolve(".swath");
        Set<PosixFilePermission> usual = Files.getPosixFilePermissions(Files.createDirectory(folder.resolve("usual")));

        assertThat(hidden.resolve("ledger.mv.db")).isRegularFile();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(hidden)))
                .isEqualTo(usual.contains(PosixFilePermission.GROUP_WRITE) ? "rwxrwx---" : "rwx------");
    }

    /** H2 writes what it takes for errors into a file of its own, beside the ledger. */
    @Test
    void a_new_one_is_made_without_an_error_that_the_database_would_note_beside_it() {
        assertThat(folder.resolve("images").resolve(".swath").resolve("ledger.trace.db"))
                .doesNotExist();
    }

    /** This process serves the ledger to others, so it listens, but only to this machine. */
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

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "empty", "head", "headers only"})
    void a_damaged_file_is_set_aside_and_a_new_one_started(String damage) throws IOException {
        Ledger before = Ledger.open(opened());
        before.storedImages()
                .put(new StoredImage(
                        "/images", "a.tif", "a", Instant.EPOCH, "f", 42, "run", Instant.EPOCH, Optional.empty()));
        before.close();
        close();
        Path file = hidden().resolve("ledger.mv.db");
        byte[] damaged = damaged(Files.readAllBytes(file), damage);
        Files.write(file, damaged);

        try (Ledger after = Ledger.open(opened())) {
            assertThat(after.storedImages().find("/images", "a.tif")).isEmpty();
            assertThat(after.outcomes().jobs()).isEmpty();
        }

        assertThat(setAside()).singleElement().satisfies(aside -> {
            assertThat(aside.getFileName().toString()).matches("ledger-damaged-\\d{8}T\\d{6}\\.\\d{3}Z\\.mv\\.db");
            assertThat(aside).hasBinaryContent(damaged);
        });
    }

    private static byte[] damaged(byte[] file, String damage) {
        return switch (damage) {
            case "garbage" ->
                "no database at all, but long enough to be looked at "
                        .repeat(200)
                        .getBytes(StandardCharsets.UTF_8);
            case "empty" -> new byte[0];
            case "headers only" -> Arrays.copyOf(file, 8192);
            default -> {
                byte[] torn = file.clone();
                Arrays.fill(torn, 8192, Math.min(file.length, 20480), (byte) 7);
                Arrays.fill(torn, 0, 100, (byte) 'x');
                Arrays.fill(torn, 4096, 4196, (byte) 'x');
                yield torn;
            }
        };
    }

    /** H2 decides whether it can still read an older state; a file that it can't read is set aside. */
    @Test
    void a_file_cut_in_half_is_read_as_it_was_earlier_or_set_aside() throws IOException {
        try (Ledger before = Ledger.open(opened())) {
            before.storedImages()
                    .put(new StoredImage(
                            "/images", "a.tif", "a", Instant.EPOCH, "f", 42, "run", Instant.EPOCH, Optional.empty()));
        }
        close();
        Path file = hidden().resolve("ledger.mv.db");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        try (Ledger after = Ledger.open(opened())) {
            boolean known = after.storedImages().find("/images", "a.tif").isPresent();
            assertThat(setAside()).hasSize(known ? 0 : 1);
        }
    }

    /** Some damage is found only when it is read. */
    @Test
    void a_file_with_flipped_bits_is_read_or_recognised_as_damaged() throws IOException {
        try (Ledger before = Ledger.open(opened())) {
            for (int i = 0; i < 300; i++) {
                before.storedImages()
                        .put(new StoredImage(
                                "/images",
                                i + ".tif",
                                "a",
                                Instant.EPOCH,
                                "f",
                                42,
                                "run",
                                Instant.EPOCH,
                                Optional.empty()));
            }
        }
        close();
        Path file = hidden().resolve("ledger.mv.db");
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(20240110);
        for (int damage = 0; damage < 15; damage++) {
            byte[] damaged = whole.clone();
            for (int flips = 0; flips < 60; flips++) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            }
            Files.write(file, damaged);
            try (Ledger ledger = Ledger.open(opened())) {
                readAll(ledger);
            } catch (LedgerException e) {
                assertThat(e.isDamage()).as(e.getMessage()).isTrue();
                Ledger.setAside(opened());
                try (Ledger anew = Ledger.open(opened())) {
                    readAll(anew);
                }
            }
        }
    }

    private static void readAll(Ledger ledger) {
        for (int i = 0; i < 300; i++) {
            ledger.storedImages().find("/images", i + ".tif");
        }
        ledger.outcomes().jobs();
    }

    @Test
    void a_whole_file_is_never_set_aside_though_its_process_was_killed_or_lives() throws IOException {
        try (Ledger second = Ledger.open(opened())) {
            assertThat(second.outcomes().jobs()).isEmpty();
            // As after a kill: open, with its lock.
            Path copy = Files.createDirectories(folder.resolve("copy").resolve(".swath"));
            Files.copy(hidden().resolve("ledger.mv.db"), copy.resolve("ledger.mv.db"));
            try (Ledger killed = Ledger.open(LedgerUrl.of(Optional.empty(), Optional.of(folder.resolve("copy"))))) {
                assertThat(killed.outcomes().jobs()).isEmpty();
            }
            assertThat(copy).isDirectoryNotContaining("glob:**damaged*");
        }
        assertThat(setAside()).isEmpty();
    }

    @Test
    void a_file_of_a_newer_h2_is_left_where_it_is() throws IOException {
        close();
        Path file = hidden().resolve("ledger.mv.db");
        byte[] content = Files.readAllBytes(file);
        for (int header : new int[] {0, 4096}) {
            String text = new String(content, header, 4096, StandardCharsets.ISO_8859_1);
            byte[] newer = text.substring(0, text.indexOf(",fletcher:"))
                    .replace("format:3", "format:9")
                    .getBytes(StandardCharsets.ISO_8859_1);
            byte[] sealed = (new String(newer, StandardCharsets.ISO_8859_1)
                            + String.format(",fletcher:%x\n", DataUtils.getFletcher32(newer, 0, newer.length)))
                    .getBytes(StandardCharsets.ISO_8859_1);
            System.arraycopy(sealed, 0, content, header, sealed.length);
        }
        Files.write(file, content);

        assertThatThrownBy(() -> Ledger.open(opened()))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("can't be opened")
                .hasMessageNotContaining("\n");
        assertThat(file).hasBinaryContent(content);
        assertThat(setAside()).isEmpty();
    }

    @Test
    void a_database_of_another_application_is_not_touched() throws IOException, SQLException {
        String url = "jdbc:h2:" + folder.resolve("other");
        try (Connection connection = DriverManager.getConnection(url, "sa", "")) {
            connection.createStatement().execute("CREATE TABLE theirs (id INT)");
        }

        assertThatThrownBy(() -> Ledger.open(LedgerUrl.of(Optional.of(url), Optional.empty())))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("non-empty schema");
        assertThat(folder).isDirectoryNotContaining("glob:**damaged*");
    }

    private Path hidden() {
        return folder.resolve("images").resolve(".swath");
    }

    private List<Path> setAside() throws IOException {
        try (Stream<Path> files = Files.list(hidden())) {
            return files.filter(file -> file.toString().contains("damaged")).toList();
        }
    }
}
