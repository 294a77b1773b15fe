package dev.swath.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Issues access tokens like Google's token endpoint: for a signed JWT of a service account (RFC 7523) or for a refresh
 * token. The form of a grant is checked, but not its signature, since the emulator knows no keys.
 */
final class TokenEndpoint {

    private static final String JWT_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final Duration LIFE = Duration.ofHours(1);
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    private static final int REMEMBERED = 1000;
    private static final int TOKEN_BYTES = 24;
    private static final String HELP = " Expected OAuth 2 access token, login cookie or other valid authentication"
            + " credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.";

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final JsonMapper json = JsonMapper.builder().build();
    private final Map<String, Instant> expiries = new LinkedHashMap<>();

    TokenEndpoint(Clock clock) {
        this.clock = clock;
    }

    /** Answers {@code POST /token}. */
    Reply issue(ApiRequest request) {
        Map<String, String> form = request.form();
        Optional<String> fault =
                switch (form.getOrDefault("grant_type", "")) {
                    case JWT_GRANT -> assertionFault(form.getOrDefault("assertion", ""));
                    case "refresh_token" ->
                        form.getOrDefault("refresh_token", "").isEmpty()
                                ? Optional.of("Missing required parameter: refresh_token")
                                : Optional.empty();
                    default -> Optional.of("Unsupported grant_type");
                };
        if (fault.isPresent()) {
            return Reply.json(
                    400,
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("error", "invalid_grant")
                            .put("error_description", fault.get()));
        }
        return Reply.json(JsonNodeFactory.instance
                .objectNode()
                .put("access_token", newToken())
                .put("expires_in", LIFE.toSeconds() - 1)
                .put("token_type", "Bearer"));
    }

    /** Refuses a request whose token was not issued here, or has expired. */
    synchronized void check(Optional<String> authorization) {
        String header = authorization.orElseThrow(
                () -> ApiException.unauthenticated("Request is missing required authentication credential." + HELP));
        String token = header.regionMatches(true, 0, "Bearer ", 0, 7)
                ? header.substring(7).strip()
                : "";
        Instant expiry = expiries.getOrDefault(token, Instant.MIN);
        if (!expiry.isAfter(clock.instant())) {
            throw ApiException.unauthenticated("Request had invalid authentication credentials." + HELP);
        }
    }

    /** Makes every token issued so far invalid. */
    synchronized void revokeAll() {
        expiries.clear();
    }

    private synchronized String newToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = "emulator." + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        if (expiries.size() == REMEMBERED) {
            expiries.remove(expiries.keySet().iterator().next());
        }
        expiries.put(token, clock.instant().plus(LIFE));
        return token;
    }

    /** What is wrong with a JWT, if anything. */
    private Optional<String> assertionFault(String assertion) {
        String[] parts = assertion.split("\\.", -1);
        if (parts.length != 3 || parts[2].isEmpty()) {
            return Optional.of("Invalid JWT: it has no header, claims and signature");
        }
        try {
            if (!"RS256".equals(part(parts[0]).path("alg").asText())) {
                return Optional.of("Invalid JWT Signature: the algorithm is not RS256");
            }
            return claimsFault(part(parts[1]));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.of("Invalid JWT: header or claims are not JSON in base64url");
        }
    }

    private Optional<String> claimsFault(JsonNode claims) {
        for (String claim : new String[] {"iss", "scope", "aud", "iat", "exp"}) {
            if (claims.path(claim).asText().isBlank()) {
                return Optional.of("Invalid JWT: the claim " + claim + " is missing");
            }
        }
        long now = clock.instant().getEpochSecond();
        long issued = claims.path("iat").asLong();
        long expires = claims.path("exp").asLong();
        boolean timely = issued <= now + CLOCK_SKEW.toSeconds()
                && expires > now - CLOCK_SKEW.toSeconds()
                && expires - issued <= LIFE.toSeconds();
        return timely
                ? Optional.empty()
                : Optional.of("Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable"
                        + " timeframe. Check your iat and exp values in the JWT claim.");
    }

    private JsonNode part(String encoded) throws IOException {
        return json.readTree(Base64.getUrlDecoder().decode(encoded));
    }
}
