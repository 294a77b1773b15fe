package dev.swath.earthengine;

import com.google.api.client.http.HttpTransport;
import com.google.auth.http.HttpTransportFactory;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ImpersonatedCredentials;
import com.google.auth.oauth2.OAuth2Credentials;
import dev.swath.network.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The credentials for Earth Engine. The access token is renewed before it expires, once for all threads, and each
 * exchange ends within half a minute. No message made here has a key or a token.
 */
public final class EarthEngineCredentials {

    /** The scope that allows listing and reading pixels. */
    static final String SCOPE = "https://www.googleapis.com/auth/earthengine.readonly";

    /** The scope an account needs to request a token for an account that it impersonates. */
    private static final String CLOUD_SCOPE = "https://www.googleapis.com/auth/cloud-platform";

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration WHOLE_EXCHANGE = Duration.ofSeconds(30);
    private static final Duration UNSTATED_LIFETIME = Duration.ofMinutes(10);
    private static final int IMPERSONATED_SECONDS = 3600;
    private static final String BEARER = "Bearer ";

    private final Optional<GoogleCredentials> source;
    private final String described;
    private final HttpTransportFactory transports;
    private final Clock clock;
    private final Optional<TokenCache> tokens;

    private EarthEngineCredentials(
            Optional<GoogleCredentials> source, String described, HttpTransportFactory transports, Clock clock) {
        this.source = source;
        this.described = described;
        this.transports = transports;
        this.clock = clock;
        this.tokens = source.map(account -> new TokenCache(() -> exchange(account), clock));
    }

    /** No credentials: requests carry no authorization, which the emulator allows. */
    public static EarthEngineCredentials none() {
        return new EarthEngineCredentials(
                Optional.empty(), "no credentials", transport(Network.DIRECT), Clock.systemUTC());
    }

    /**
     * Google's application default credentials: the file that GOOGLE_APPLICATION_CREDENTIALS names, that of {@code
     * gcloud auth application-default login}, or the account of the Google machine this runs on.
     *
     * @param network how token servers are reached
     * @throws CredentialsException if there are none
     */
    public static EarthEngineCredentials applicationDefault(Network network) {
        HttpTransportFactory transports = transport(network);
        try {
            GoogleCredentials credentials = GoogleCredentials.getApplicationDefault(transports);
            return of(credentials, "the application default credentials", transports, Clock.systemUTC());
        } catch (IOException e) {
            String named = Optional.ofNullable(System.getenv("GOOGLE_APPLICATION_CREDENTIALS"))
                    .map(file -> "the file that GOOGLE_APPLICATION_CREDENTIALS names, " + file + ", can't be used")
                    .orElse("there are no application default credentials");
            throw new CredentialsException(named + "; run 'gcloud auth application-default login', or set"
                    + " GOOGLE_APPLICATION_CREDENTIALS to a key file");
        }
    }

    /**
     * A service account, read from its key file as the Google Cloud console makes it.
     *
     * @param keyFile the file
     * @param network how token servers are reached
     * @throws CredentialsException if the file is missing or is not such a key
     */
    public static EarthEngineCredentials serviceAccount(Path keyFile, Network network) {
        return serviceAccount(keyFile, Clock.systemUTC(), transport(network));
    }

    static EarthEngineCredentials serviceAccount(Path keyFile, Clock clock, HttpTransportFactory transports) {
        ServiceAccountKey key = ServiceAccountKey.read(keyFile, transports);
        return of(key.credentials(), key.account(), transports, clock);
    }

    /**
     * The service account that these credentials impersonate by requesting tokens for it.
     *
     * @param account e-mail address of a service account on which these credentials have the role {@code
     *     roles/iam.serviceAccountTokenCreator}
     * @throws CredentialsException if these credentials are {@link #none()} or the account is not an address
     */
    public EarthEngineCredentials impersonating(String account) {
        return impersonating(account, Optional.empty());
    }

    /** The same as the public method, with another address for the token service. */
    EarthEngineCredentials impersonating(String account, Optional<String> endpoint) {
        if (!account.matches("[\\w.%+-]+@[\\w.-]+")) {
            throw new CredentialsException(String.format(
                    Locale.ROOT, "'%s' is not the address of a service account", ReplyText.line(account, 100)));
        }
        GoogleCredentials asking = source.orElseThrow(
                () -> new CredentialsException("no credentials are set, so nothing can impersonate " + account));
        ImpersonatedCredentials impersonated = ImpersonatedCredentials.newBuilder()
                .setSourceCredentials(asking.createScoped(CLOUD_SCOPE))
                .setTargetPrincipal(account)
                .setScopes(List.of(SCOPE))
                .setLifetime(IMPERSONATED_SECONDS)
                .setHttpTransportFactory(transports)
                .setIamEndpointOverride(endpoint.orElse(null))
                .build();
        return new EarthEngineCredentials(
                Optional.of(impersonated), account + " (impersonated by " + described + ")", transports, clock);
    }

    /** Whether requests carry a token: false for {@link #none()}. */
    public boolean exist() {
        return source.isPresent();
    }

    /**
     * The value of the Authorization header: {@code Bearer} and a token; empty for {@link #none()}.
     *
     * @throws CredentialsException if the token server refuses the account
     * @throws IOException if the token server can't be reached or fails; trying again may help
     */
    public Optional<String> authorization() throws IOException {
        return tokens.isPresent() ? Optional.of(BEARER + tokens.get().token()) : Optional.empty();
    }

    /**
     * Fetches a new token, or waits for one that is being fetched. Throws the same exceptions as {@link
     * #authorization()}.
     */
    public void refresh() throws IOException {
        if (tokens.isPresent()) {
            tokens.get().reject();
        }
    }

    /**
     * Fetches a new token after the service refused one, unless another thread has already done so. Throws the same
     * exceptions as {@link #authorization()}.
     *
     * @param authorization the header that was refused
     */
    public void refresh(String authorization) throws IOException {
        if (tokens.isPresent() && authorization.startsWith(BEARER)) {
            tokens.get().reject(authorization.substring(BEARER.length()));
        }
    }

    /** The identity of the credentials, such as an account's address. */
    @Override
    public String toString() {
        return described;
    }

    private static EarthEngineCredentials of(
            GoogleCredentials credentials, String described, HttpTransportFactory transports, Clock clock) {
        // The flow retries; without this the library would also wait and retry on its own.
        GoogleCredentials account = credentials.createScoped(SCOPE).createWithCustomRetryStrategy(false);
        return new EarthEngineCredentials(Optional.of(account), described, transports, clock);
    }

    private static HttpTransportFactory transport(Network network) {
        return new FirstUse(() -> new BoundedTransport(network, CONNECT, WHOLE_EXCHANGE));
    }

    /** Makes the transport, which reads the certificates of all authorities, when the first token is asked for. */
    private static final class FirstUse implements HttpTransportFactory {
        private final Supplier<HttpTransport> maker;
        private Optional<HttpTransport> made = Optional.empty();

        FirstUse(Supplier<HttpTransport> maker) {
            this.maker = maker;
        }

        @Override
        public synchronized HttpTransport create() {
            made = made.or(() -> Optional.of(maker.get()));
            return made.get();
        }
    }

    private TokenCache.Token exchange(OAuth2Credentials account) throws IOException {
        try {
            AccessToken token = account.refreshAccessToken();
            Instant expires = token.getExpirationTime() == null
                    ? clock.instant().plus(UNSTATED_LIFETIME)
                    : token.getExpirationTime().toInstant();
            return new TokenCache.Token(token.getTokenValue(), expires);
        } catch (IOException | RuntimeException e) { // the library reports some unreadable replies so
            throw ExchangeFailure.of(described, e);
        }
    }
}
