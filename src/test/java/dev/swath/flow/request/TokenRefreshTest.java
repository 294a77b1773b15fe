package dev.swath.flow.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.swath.Slow;
import dev.swath.flow.FlowTest;
import dev.swath.flow.ScriptedReply;
import dev.swath.flow.ScriptedRequest;
import dev.swath.flow.ServiceAccountFile;
import dev.swath.flow.With;
import dev.swath.run.RunSummary;
import java.io.IOException;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** Requests carry a token; one that is refused is replaced once. */
@Slow("Every request carries a token, and one that is refused is replaced once for all threads.")
class TokenRefreshTest extends FlowTest {

    private static final ScriptedReply UNAUTHENTICATED =
            ScriptedReply.error(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.");

    @Override
    protected Properties settings() throws IOException {
        Properties settings = super.settings();
        settings.setProperty(
                "swath.earth-engine.credentials",
                ServiceAccountFile.write(
                                folder.resolve("key.json"), earthEngine.url().resolve("/token"))
                        .toString());
        settings.setProperty("swath.earth-engine.project", "my-project");
        return settings;
    }

    @Test
    void every_request_carries_the_token_and_the_project() throws Exception {
        earthEngine.lists("a b");

        assertThat(run().stored()).isEqualTo(2);

        assertThat(earthEngine.tokensIssued()).isEqualTo(1);
        assertThat(earthEngine.listRequests()).allSatisfy(TokenRefreshTest::isAuthorized);
        assertThat(earthEngine.pixelRequests()).hasSize(2).allSatisfy(TokenRefreshTest::isAuthorized);
    }

    private static void isAuthorized(ScriptedRequest request) {
        assertThat(request.headers())
                .containsEntry("authorization", "Bearer token-1")
                .containsEntry("x-goog-user-project", "my-project");
    }

    @Test
    @With({"split = parallel", QUARTER_TILES})
    void a_refused_token_is_replaced_once_for_all_threads() throws Exception {
        earthEngine
                .lists("a b")
                .answersPixels(
                        request -> carries(request, "token-1") ? UNAUTHENTICATED : ScriptedReply.pixels(request));

        RunSummary summary = run();

        assertThat(summary.stored()).isEqualTo(2);
        assertThat(earthEngine.tokensIssued()).isEqualTo(2);
    }

    /** Tokens run out while requests are tried again for other reasons. */
    @Test
    void a_token_refused_after_another_failure_is_replaced_too() throws Exception {
        earthEngine.lists("a").answersPixels(request -> switch (request.attempt()) {
            case 1 -> ScriptedReply.error(503, "UNAVAILABLE", "The service is currently unavailable.");
            case 2 -> UNAUTHENTICATED;
            default -> ScriptedReply.pixels(request);
        });

        assertThat(run().stored()).isEqualTo(1);
        assertThat(earthEngine.tokensIssued()).isEqualTo(2);
    }

    @Test
    void an_image_fails_when_the_new_token_is_refused_too() throws Exception {
        earthEngine.lists("a").answersPixels(request -> UNAUTHENTICATED);

        RunSummary summary = run();

        assertThat(outcome(summary, "a").cause()).hasValueSatisfying(cause -> assertThat(cause)
                .contains("401", "invalid authentication credentials", "swath.earth-engine.credentials"));
        assertThat(earthEngine.pixelRequests()).hasSize(2);
        assertThat(earthEngine.tokensIssued()).isEqualTo(2);
    }

    @Test
    void a_refused_listing_says_which_credentials_to_set() throws Exception {
        earthEngine.answersListing(request -> UNAUTHENTICATED);

        assertThat(run().listingFailure())
                .hasValueSatisfying(cause -> assertThat(cause).contains("401", "swath.earth-engine.credentials"));
        assertThat(earthEngine.listRequests()).hasSize(2);
    }

    private static boolean carries(ScriptedRequest request, String token) {
        return request.headers().getOrDefault("authorization", "").equals("Bearer " + token);
    }
}
