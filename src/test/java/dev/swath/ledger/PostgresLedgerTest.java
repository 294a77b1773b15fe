package dev.swath.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swath.Slow;
import dev.swath.job.SettingException;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The ledger in PostgreSQL. */
@Slow("The ledger keeps its contract in PostgreSQL, even with two processes at once.")
class PostgresLedgerTest extends LedgerContract {

    private static PostgresServer server;
    private static int schemas;

    private String schema = "";

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @Override
    LedgerUrl url() {
        schema = "test_" + schemas++;
        return opened();
    }

    @Override
    LedgerUrl opened() {
        return of(server.url() + "&currentSchema=" + schema);
    }

    private static LedgerUrl of(String url) {
        return LedgerUrl.of(Optional.of(url), Optional.empty());
    }

    @Test
    void a_wrong_password_is_reported_and_not_shown() {
        String url = server.url().replace(PostgresServer.PASSWORD, "wrong-password-0815");

        assertThatThrownBy(() -> Ledger.open(of(url)))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("password authentication failed")
                .hasMessageContaining("check host, database, user and password")
                .hasMessageNotContaining("0815")
                .hasMessageNotContaining("\n");
    }

    @Test
    void a_connection_that_the_server_has_cut_is_opened_again() {
        try (Ledger ledger = Ledger.open(opened());
                Database other = Database.connect(opened())) {
            ledger.outcomes().jobs();
            other.query(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                            + " AND application_name = 'swath'",
                    row -> row.getBoolean(1));

            assertThat(ledger.outcomes().jobs()).isEmpty();
        }
    }
}
