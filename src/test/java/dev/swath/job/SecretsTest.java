package dev.swath.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.apache.camel.util.SensitiveUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ftp://user:hunter2@host/dir|ftp://user:xxxxxx@host/dir",
                "sftp:user:hunter2@host:22/dir|sftp:user:xxxxxx@host:22/dir",
                "ftp://user:hun/ter2@host|ftp://user:xxxxxx@host",
                "ftp://user:hunter2@host@host|ftp://user:xxxxxx@host",
                "ftp://host:21/dir?user=me&password=hunter2&passiveMode=true|ftp://host:21/dir?user=me&password=xxxxxx&passiveMode=true",
                "aws2-s3://b?secretKey=RAW(hunter2&x)y)&region=eu|aws2-s3://b?secretKey=xxxxxx&region=eu",
                "aws2-s3://b?accessKey=RAW{hunter2}|aws2-s3://b?accessKey=xxxxxx",
                "jdbc:postgresql://host/db?user=me&password=hunter2|jdbc:postgresql://host/db?user=me&password=xxxxxx",
                "jdbc:postgresql://me:hunter2@host:5432/db|jdbc:postgresql://me:xxxxxx@host:5432/db",
                "jdbc:h2:file:./db;USER=me;PASSWORD=hunter2;MODE=PostgreSQL|jdbc:h2:file:./db;USER=me;PASSWORD=xxxxxx;MODE=PostgreSQL",
                "Unknown parameters=[{passwordd=hunter2, y=1}]|Unknown parameters=[{passwordd=xxxxxx, y=1}]",
                "Authorization: Bearer ya29.hunter2hunter2|Authorization: Bearer xxxxxx",
                "token ya29.hunter2hunter2 expired|token ya29.xxxxxx expired",
                "API key AIzaSyhunter2hunter2 not valid|API key AIzaxxxxxx not valid",
                "refresh with 1//0ghunter2hunter2|refresh with 1//xxxxxx",
                "eyJhbGciOi.hunter2.hunter2|eyJxxxxxx",
                "{\"refresh_token\": \"hunter2\\\"hunter2\", \"type\": \"x\"}|{\"refresh_token\": \"xxxxxx\", \"type\": \"x\"}"
            })
    void what_is_secret_is_struck_out(String text, String shown) {
        assertThat(Secrets.redact(text)).isEqualTo(shown).doesNotContain("hunter2");
        assertThat(Secrets.redact(shown)).isEqualTo(shown);
    }

    @Test
    void a_private_key_is_struck_out_over_all_its_lines() {
        assertThat(Secrets.redact("a -----BEGIN PRIVATE KEY-----\nhunter2\nhunter2\n-----END PRIVATE KEY----- b"))
                .doesNotContain("hunter2")
                .startsWith("a ")
                .endsWith(" b");
        assertThat(Secrets.redact("-----BEGIN RSA PRIVATE KEY-----\nhunter2")).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP 404 NOT_FOUND: Asset 'projects/earthengine-public/assets/COPERNICUS/S2_SR/20240110T1606' not found.",
                "swath.area = 'centre 8.3958,-82.4350 side 0.09': is not an area; write it as west,south,east,north",
                "http://127.0.0.1:8085/v1/projects/x:getPixelscan't be reached: Connection refused",
                "see http://localhost:8080 or mail to somebody@example.com",
                "swath.emulator.require-token = 'maybe': is neither true nor false",
                "12:30:05 image=COPERNICUS/S2/20240110T160621 status=stored seconds=1.20",
                "C:\\images\\david"
            })
    void what_is_no_secret_stays(String text) {
        assertThat(Secrets.redact(text)).isEqualTo(text);
    }

    /** Except names of users, which are not secrets to us. */
    @Test
    void every_option_that_camel_holds_for_secret_is_secret_here() {
        assertThat(SensitiveUtils.getSensitiveKeys())
                .hasSizeGreaterThan(80)
                .filteredOn(key -> !key.matches(".*(user|username|login|email|emailaddress|clientid|realm|filename"
                        + "|oauthtokenurl|keyname|keyid|systemid|serviceinstanceid|awsaccountid|securerandom|keyfile)"))
                .allSatisfy(key -> assertThat(Secrets.redact("x:y?a=b&" + key + "=hunter2"))
                        .doesNotContain("hunter2"));
    }

    @Test
    void an_invalid_setting_is_reported_without_the_values_of_its_options() {
        SettingException fault = new SettingException(
                "swath.output",
                "ftp://me:hunter2@host/dir?passwrd=RAW(hun&ter3)&key=hunter%204",
                "has unknown options {passwrd=hun&ter3, key=hunter 4}; write others");

        assertThat(fault)
                .hasMessage("swath.output = 'ftp://me:xxxxxx@host/dir?passwrd=xxxxxx&key=xxxxxx':"
                        + " has unknown options {passwrd=xxxxxx, key=xxxxxx}; write others");
        assertThat(fault.value()).doesNotContain("hunter2", "hun&ter3");
        assertThat(fault.at("routes/jobs/a.camel.yaml").getMessage()).doesNotContain("hunter2", "hun&ter3");
    }

    @Test
    void the_value_of_an_unknown_key_with_a_secrets_name_is_not_shown() {
        assertThat(new SettingException("swath.ledger.password", "hunter2", "is not a setting"))
                .hasMessage("swath.ledger.password = 'xxxxxx': is not a setting");
        assertThat(new SettingException("SWATH_API_KEY", "hunter2", "is not a setting").getMessage())
                .doesNotContain("hunter2");
        assertThat(new SettingException("swath.earth-engine.credentials", "key.json", "is not a file"))
                .hasMessage("swath.earth-engine.credentials = 'key.json': is not a file");
    }

    /** People paste the key instead of its file's name. */
    @Test
    void a_key_in_place_of_its_file_is_not_shown() {
        String key =
                "{\"type\": \"service_account\", \"private_key\": \"-----BEGIN PRIVATE KEY-----\\nhunter2\\n-----END\"}";

        assertThat(new SettingException("swath.earth-engine.credentials", key, "is not a readable file").getMessage())
                .doesNotContain("hunter2");
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void long_text_of_a_server_takes_no_long_time() {
        for (String part :
                new String[] {"a", "a:", "token", "password.", "eyJ", "\"token\": \"", "1//", "?a=", "RAW("}) {
            assertThat(Secrets.redact(part.repeat(20_000))).isNotEmpty();
        }
        assertThat(Secrets.redact("\"token\": \"" + "\\n".repeat(20_000))).doesNotContain("n\\n");
    }
}
