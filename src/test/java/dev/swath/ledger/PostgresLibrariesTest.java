package dev.swath.ledger;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swath.job.SettingException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A ledger in PostgreSQL where the libraries of one machine are not enough. */
class PostgresLibrariesTest {

    private static final LedgerUrl URL =
            LedgerUrl.of(Optional.of("jdbc:postgresql://db/swath?password=geheim"), Optional.empty());

    @ParameterizedTest
    @ValueSource(strings = {"org.postgresql.Driver", "org.flywaydb.database.postgresql.PostgreSQLDatabaseType"})
    void one_that_is_missing_is_named_with_what_to_do(String missing) {
        assertThatThrownBy(() -> PostgresLibraries.require(URL, name -> !name.equals(missing)))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("swath.ledger.url = ")
                .hasMessageContaining(missing)
                .hasMessageContaining("./mvnw -ntp -Pcluster")
                .hasMessageContaining("org.postgresql:postgresql")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void nothing_is_wrong_where_they_are_there() {
        assertThatCode(() -> PostgresLibraries.require(URL)).doesNotThrowAnyException();
    }
}
