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
    static void start() throws Exception {
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
    void user_and_password_may_be_settings_of_their_own() {
        LedgerUrl url = of(server.url().replaceAll("[?].*", "") + "?currentSchema=" + schema);

        try (Ledger ledger = Ledger.open(url.withLogin(Optional.of("swath"), Optional.of(PostgresServer.PASSWORD)))) {
            assertThat(ledger.outcomes().jobs()).isEmpty();
        }
        assertThatThrownBy(() -> Ledger.open(url.withLogin(Optional.of("swath"), Optional.of("wrong-password-0815"))))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("password authentication failed")
                .hasMessageNotContaining("0815");
    }

    @Test
    void a_server_that_is_not_there_is_reported_in_one_line() {
        assertThatThrownBy(() -> Ledger.open(of("jdbc:postgresql://127.0.0.1:1/swath?user=u&password=geheim")))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("can't be opened")
                .hasMessageContaining("that the server runs")
                .hasMessageNotContaining("geheim")
                .hasMessageNotContaining("\n");
    }

    @Test
    void a_ledger_goes_on_after_its_server_was_restarted() throws Exception {
        try (PostgresServer other = PostgresServer.start();
                Ledger ledger = Ledger.open(of(other.url()))) {
            other.stop();
            assertThatThrownBy(() -> ledger.outcomes().jobs())
                    .isInstanceOf(LedgerException.class)
                    .hasMessageNotContaining(PostgresServer.PASSWORD);

            other.startAgain();

            assertThat(ledger.outcomes().jobs()).isEmpty();
        }
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
