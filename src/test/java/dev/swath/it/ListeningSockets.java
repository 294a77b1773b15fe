package dev.swath.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The addresses at which a process listens for TCP connections, as Linux reports them. */
final class ListeningSockets {

    private static final Path PROCESSES = Path.of("/proc");
    private static final String LISTENING = "0A";
    private static final int WORD = 4;

    private ListeningSockets() {}

    /** The addresses, without their ports; the test is skipped if there is no {@code /proc/net/tcp}. */
    static List<InetAddress> of(long process) throws IOException {
        assumeTrue(Files.isReadable(PROCESSES.resolve("net/tcp")), "this is no Linux");
        Set<String> own = sockets(PROCESSES.resolve(process + "/fd"));
        List<InetAddress> addresses = new ArrayList<>();
        for (String table : List.of("net/tcp", "net/tcp6")) {
            for (String line : Files.readAllLines(PROCESSES.resolve(process + "/" + table))) {
                String[] columns = line.strip().split("\\s+");
                if (columns[3].equals(LISTENING) && own.contains("socket:[" + columns[9] + "]")) {
                    addresses.add(address(columns[1].replaceFirst(":.*", "")));
                }
            }
        }
        return addresses;
    }

    private static Set<String> sockets(Path descriptors) throws IOException {
        try (Stream<Path> links = Files.list(descriptors)) {
            return links.map(ListeningSockets::target).collect(Collectors.toSet());
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "closed meanwhile";
        }
    }

    /** Words of four bytes, the last byte of each first. */
    private static InetAddress address(String hex) throws IOException {
        byte[] bytes = HexFormat.of().parseHex(hex);
        byte[] ordered = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            ordered[i] = bytes[i / WORD * WORD + WORD - 1 - i % WORD];
        }
        return InetAddress.getByAddress(ordered);
    }
}
