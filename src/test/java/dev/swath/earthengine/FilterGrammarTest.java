package dev.swath.earthengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A filter that is not one is refused at its column, before anything is requested. */
class FilterGrammarTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CLOUDY_PIXEL_PERCENTAGE < 85",
                "A>=1 AND B!=-2.5",
                "A = 1 OR NOT (B = \"x y\" AND -C < 3)",
                "((A = 1))",
                "system:index = \"x\"",
                "MGRS_TILE:17PLK",
                "A < 1 B < 2",
                "intersects(\"{'type': 'Point', 'coordinates': [-82.4, 8.4]}\") AND A < 1",
                "f (A < 1, g(B = 2)) AND C = 3",
                "startTime >= 2024-01-01T00:00:00Z",
                "NAME = \"say \\\"no\\\"\""
            })
    void takes_comparisons_functions_and_what_joins_them(String filter) {
        assertThatCode(() -> FilterGrammar.check(filter)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "A < | column 4, at its end: a value is missing after <",
                "A < < 5 | column 5, at '< 5': a value is missing after <",
                "A < 5 AND | column 10, at its end: a comparison is missing here",
                "A < 5 AND AND B = 2 | column 11, at 'AND B = 2': a comparison is missing here",
                "OR A < 5 | column 1, at 'OR A < 5': a comparison is missing here",
                "A < 5 && B = 2 | column 10, at 'B = 2': && is not compared with a value",
                "CLOUDY | column 7, at its end: CLOUDY is not compared with a value",
                "A < AND B < 2 | column 5, at 'AND B < 2': a value is missing after <",
                "(A < 5 | column 7, at its end: a parenthesis is not closed",
                "A < 5) | column 6, at ')': this parenthesis has no opening one",
                "A = \"x | column 5, at '\"x': this quote is not closed",
                "f(A < 1 | column 2, at '(A < 1': this parenthesis is not closed",
                "NOT | column 4, at its end: a comparison is missing after NOT",
                "A ! 5 | column 3, at '! 5': A is not compared with a value"
            })
    void names_the_column_at_which_it_ends_to_be_a_filter(String filter, String fault) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FilterGrammar.check(filter))
                .withMessageContaining("is not a filter: " + fault);
    }

    @Test
    void what_the_service_says_of_the_whole_filter_points_into_the_users_text() {
        String written = "A < 5 AND unknown(3) OR B < 2";
        AssetListing listing = new AssetListing(
                "A/B",
                Optional.of("{\"type\": \"Point\", \"coordinates\": [-82, 8]}"),
                Instant.parse("2024-01-01T00:00:00Z"),
                Instant.parse("2024-02-01T00:00:00Z"),
                Optional.of(written),
                100);
        int position = listing.filter().indexOf("unknown");

        assertThat(listing.aboutUserFilter("unexpected 'unknown' at position " + position + "."))
                .isEqualTo("unexpected 'unknown' at column " + (written.indexOf("unknown") + 1) + " of swath.filter.");
        assertThat(listing.aboutUserFilter("unexpected 'startTime' at position 0."))
                .isEqualTo("unexpected 'startTime' at position 0.");
    }
}
