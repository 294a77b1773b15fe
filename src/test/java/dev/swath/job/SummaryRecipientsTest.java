package dev.swath.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SummaryRecipientsTest {

    @Test
    void uris_are_separated_by_commas() {
        assertThat(SummaryRecipients.uris("log:a, file:b,https://c/d"))
                .containsExactly("log:a", "file:b", "https://c/d");
        assertThat(SummaryRecipients.uris(" ")).isEmpty();
    }

    @Test
    void commas_within_a_uri_are_its_own() {
        assertThat(SummaryRecipients.uris("smtp://m?to=ann@x.org,bob@x.org,log:a"))
                .containsExactly("smtp://m?to=ann@x.org,bob@x.org", "log:a");
        assertThat(SummaryRecipients.uris("http://h?token=RAW(x,y:z),log:a"))
                .containsExactly("http://h?token=RAW(x,y:z)", "log:a");
        assertThat(SummaryRecipients.uris("http://h?token=RAW{x,y:(z}")).containsExactly("http://h?token=RAW{x,y:(z}");
    }
}
