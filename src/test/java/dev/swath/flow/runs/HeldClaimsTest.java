package dev.swath.flow.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swath.ledger.Claim;
import dev.swath.ledger.LedgerUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long a claim is trusted while the ledger can't be asked. */
class HeldClaimsTest {

    private static final Claim CLAIM = new Claim("/images", "a.tif", "a", "run-1");

    private final String url = "jdbc:h2:mem:" + UUID.randomUUID();
    private final AtomicLong now = new AtomicLong(1_000_000);
    private final OpenLedger ledger = new OpenLedger(60, () -> {});
    private final HeldClaims claims = new HeldClaims(ledger, now::get);

    @BeforeEach
    void open() {
        ledger.use(LedgerUrl.of(Optional.of(url), Optional.empty()), false);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void in_a_cluster_an_image_may_be_stored_without_the_ledger_only_while_its_lease_lasts() throws Exception {
        claims.beStrict();
        assertThat(claims.take(CLAIM)).isEmpty();
        breakLedger();

        later(Duration.ofSeconds(140));
        assertThat(claims.mayStore(CLAIM)).isTrue();
        later(Duration.ofSeconds(20));
        assertThatThrownBy(() -> claims.mayStore(CLAIM))
                .isInstanceOf(ClaimException.class)
                .hasMessageContaining("a.tif is not stored: its claim may have ended");
    }

    @Test
    void in_a_cluster_an_image_that_was_not_claimed_is_not_stored() {
        claims.beStrict();

        assertThatThrownBy(() -> claims.mayStore(CLAIM)).isInstanceOf(ClaimException.class);
    }

    @Test
    void on_one_machine_an_image_may_be_stored_though_the_ledger_fails() throws Exception {
        assertThat(claims.take(CLAIM)).isEmpty();
        breakLedger();
        later(Duration.ofHours(1));

        assertThat(claims.mayStore(CLAIM)).isTrue();
        assertThat(claims.take(new Claim("/images", "b.tif", "b", "run-1"))).isEmpty();
    }

    @Test
    void a_claim_that_is_renewed_is_trusted_from_then_on() throws Exception {
        claims.beStrict();
        assertThat(claims.take(CLAIM)).isEmpty();
        later(Duration.ofSeconds(100));
        claims.renew();
        later(Duration.ofSeconds(100));
        breakLedger();

        assertThat(claims.mayStore(CLAIM)).isTrue();
    }

    @Test
    void a_claim_that_is_given_back_while_the_ledger_fails_is_given_back_when_it_is_there_again() throws Exception {
        claims.beStrict();
        assertThat(claims.take(CLAIM)).isEmpty();
        rename("claim", "away");

        claims.release(CLAIM);
        claims.releaseLeft();
        rename("away", "claim");
        assertThat(claimed()).isEqualTo(1);
        claims.releaseLeft();

        assertThat(claimed()).isZero();
    }

    @Test
    void a_claim_that_is_taken_again_meanwhile_is_kept() throws Exception {
        claims.beStrict();
        assertThat(claims.take(CLAIM)).isEmpty();
        rename("claim", "away");
        claims.release(CLAIM);
        assertThatThrownBy(() -> claims.take(CLAIM)).isInstanceOf(ClaimException.class);
        rename("away", "claim");

        assertThat(claims.take(CLAIM)).isEmpty();
        claims.releaseLeft();

        assertThat(claims.mayStore(CLAIM)).isTrue();
        assertThat(claimed()).isEqualTo(1);
    }

    private int claimed() throws Exception {
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                ResultSet rows = connection.createStatement().executeQuery("SELECT count(*) FROM claim")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private void rename(String table, String name) throws Exception {
        try (Connection connection = DriverManager.getConnection(url, "sa", "")) {
            connection.createStatement().execute("ALTER TABLE " + table + " RENAME TO " + name);
        }
    }

    private void later(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private void breakLedger() throws Exception {
        try (Connection connection = DriverManager.getConnection(url, "sa", "")) {
            connection.createStatement().execute("DROP TABLE claim");
        }
    }
}
