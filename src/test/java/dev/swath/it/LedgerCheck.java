package dev.swath.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads a ledger in an H2 file while no process has it open. */
final class LedgerCheck {

    private LedgerCheck() {}

    /** The ledger has exactly these images, with their lengths, and the end of every run. */
    static void agreesWith(Path ledger, Map<String, Path> images, String description) throws IOException, SQLException {
        Map<String, Long> lengths = new TreeMap<>();
        for (Map.Entry<String, Path> image : images.entrySet()) {
            lengths.put(image.getKey(), Files.size(image.getValue()));
        }
        assertThat(stored(ledger)).as(description).isEqualTo(lengths);
        assertThat(runs(ledger))
                .as(description + ", " + lines(ledger))
                .doesNotContainKey("running")
                .containsKey("complete");
    }

    /** Each run with its times and process, for those who have to find out what went wrong. */
    private static List<String> lines(Path ledger) throws SQLException {
        String query = "SELECT id || ' ' || status || ' by ' || process_id || ' seen ' || seen || ' ended '"
                + " || COALESCE(CAST(ended AS VARCHAR), '-'), 0 FROM run";
        return List.copyOf(numbers(ledger, query).keySet());
    }

    private static Map<String, Long> stored(Path ledger) throws SQLException {
        return numbers(ledger, "SELECT file, bytes FROM stored_image");
    }

    /** How many runs have each status. */
    static Map<String, Long> runs(Path ledger) throws SQLException {
        return numbers(ledger, "SELECT status, count(*) FROM run GROUP BY status");
    }

    private static Map<String, Long> numbers(Path ledger, String query) throws SQLException {
        Map<String, Long> numbers = new TreeMap<>();
        String url = "jdbc:h2:file:" + ledger.toAbsolutePath() + ";IFEXISTS=TRUE";
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                numbers.put(rows.getString(1), rows.getLong(2));
            }
        }
        return numbers;
    }
}
