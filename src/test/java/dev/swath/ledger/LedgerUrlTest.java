package dev.swath.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.swath.job.SettingException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the ledger is, and how its address is shown. */
class LedgerUrlTest {

    @TempDir
    private Path folder;

    @Test
    void is_beside_the_images_unless_a_url_is_set() {
        LedgerUrl usual = LedgerUrl.of(Optional.empty(), Optional.of(folder));

        assertThat(usual.file()).hasValue(folder.resolve(".swath").resolve("ledger"));
        assertThat(usual.exists()).isFalse();
        assertThat(LedgerUrl.of(Optional.of("jdbc:postgresql://db/swath"), Optional.of(folder))
                        .file())
                .isEmpty();
    }

    @Test
    void is_in_the_working_folder_if_images_go_to_a_uri() {
        assertThat(LedgerUrl.of(Optional.empty(), Optional.empty()).file())
                .hasValue(Path.of(".swath", "ledger").toAbsolutePath());
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db/swath?user=u&password=geheim&ssl=true, jdbc:postgresql://db/swath?user=u&password=xxxxxx&ssl=true",
        "jdbc:h2:tcp://db/swath;USER=u;PASSWORD=geheim, jdbc:h2:tcp://db/swath;USER=u;PASSWORD=xxxxxx"
    })
    void a_password_is_never_shown(String url, String shown) {
        assertThat(LedgerUrl.of(Optional.of(url), Optional.empty())).hasToString(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:mysql://db/swath?password=geheim", "ledger.db", "postgresql://u:geheim@db/swath"})
    void another_database_is_refused_without_its_password(String url) {
        assertThatThrownBy(() -> LedgerUrl.of(Optional.of(url), Optional.empty()))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("swath.ledger.url = ")
                .hasMessageContaining("jdbc:postgresql:")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void a_user_before_the_host_is_refused_without_its_password() {
        assertThatThrownBy(() -> LedgerUrl.of(Optional.of("jdbc:postgresql://u:ge@heim@db/swath"), Optional.empty()))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("@db/swath': has a user before the host")
                .hasMessageNotContaining("heim");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:file:/var/lib/books;AUTO_SERVER=TRUE, /var/lib/books.mv.db",
        "jdbc:h2:./books, ./books.mv.db",
        "jdbc:h2:file:books, books.mv.db",
        "jdbc:h2:mem:books, ''",
        "jdbc:h2:tcp://localhost/books, ''",
        "jdbc:postgresql://db/books, ''"
    })
    void only_a_file_of_h2_can_be_set_aside(String url, String file) {
        assertThat(LedgerUrl.of(Optional.of(url), Optional.empty())
                        .h2File()
                        .map(found -> found.path().toString())
                        .orElse(""))
                .isEqualTo(file);
    }

    @Test
    void a_login_of_its_own_is_for_a_url_without_one_and_never_shown() {
        LedgerUrl url = LedgerUrl.of(Optional.of("jdbc:postgresql://db/swath"), Optional.empty());

        LedgerUrl login = url.withLogin(Optional.of("u"), Optional.of("geheim"));

        assertThat(login).hasToString("jdbc:postgresql://db/swath");
        assertThat(login.withoutItsSecrets("no login with geheim")).isEqualTo("no login with xxxxxx");
        assertThatThrownBy(
                        () -> LedgerUrl.of(Optional.of("jdbc:postgresql://db/swath?password=geheim"), Optional.empty())
                                .withLogin(Optional.empty(), Optional.of("streng")))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("swath.ledger.password = 'xxxxxx': stands in swath.ledger.url too")
                .hasMessageNotContaining("geheim")
                .hasMessageNotContaining("streng");
        assertThatThrownBy(() -> LedgerUrl.of(Optional.empty(), Optional.of(folder))
                        .withLogin(Optional.of("u"), Optional.empty()))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("swath.ledger.url names, and that is not set");
    }

    @Test
    void a_folder_with_a_semicolon_would_change_the_url() {
        assertThatThrownBy(() -> LedgerUrl.of(Optional.empty(), Optional.of(folder.resolve("a;INIT=x"))))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("semicolon");
    }
}
