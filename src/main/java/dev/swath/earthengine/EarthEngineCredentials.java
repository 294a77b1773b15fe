package dev.swath.earthengine;

import com.google.auth.http.HttpTransportFactory;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ImpersonatedCredentials;
import com.google.auth.oauth2.OAuth2Credentials;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Who asks Earth Engine. The access token is exchanged before it expires, once for all threads, and each exchange ends
 * within half a minute. No text made here holds a key or a token.
 */
public final class EarthEngineCredentials {

    /** Enough to list and to read pixels. */
    static final String SCOPE = "https://www.googleapis.com/auth/earthengine.readonly";

    /** What the account that impersonates another needs in order to ask for the other's token. */
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

    /** Nobody: requests carry no authorization, as the emulator lets them. */
    public static EarthEngineCredentials none() {
        return new EarthEngineCredentials(Optional.empty(), "no credentials", transport(), Clock.systemUTC());
    }

    /**
     * Google's application default credentials: the file that GOOGLE_APPLICATION_CREDENTIALS names, that of
     * {@code gcloud auth application-default login}, or the account of the Google machine this runs on.
     *
     * @throws CredentialsException where there are none
     */
    public static EarthEngineCredentials applicationDefault() {
        HttpTransportFactory transports = transport();
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
     * A service account by its key file, as the Google Cloud console makes it.
     *
     * @throws CredentialsException where the file is missing or no such key
     */
    public static EarthEngineCredentials serviceAccount(Path keyFile) {
        return serviceAccount(keyFile, Clock.systemUTC(), transport());
    }

    static EarthEngineCredentials serviceAccount(Path keyFile, Clock clock, HttpTransportFactory transports) {
        ServiceAccountKey key = ServiceAccountKey.read(keyFile, transports);
        return of(key.credentials(), key.account(), transports, clock);
    }

    /**
     * The service account that these credentials impersonate: they ask for its tokens.
     *
     * @param account e-mail address of a service account on which these credentials have the role
     *     {@code roles/iam.serviceAccountTokenCreator}
     * @throws CredentialsException where these credentials are {@link #none()} or the account is no address
     */
    public EarthEngineCredentials impersonating(String account) {
        return impersonating(account, Optional.empty());
    }

    /** As the public one, with another address of the service that hands out tokens. */
    EarthEngineCredentials impersonating(String account, Optional<String> endpoint) {
        if (!account.matches("[\\w.%+-]+@[\\w.-]+")) {
            throw new CredentialsException(String.format(
                    Locale.ROOT, "'%s' is not the address of a service account", ReplyText.line(account, 100)));
        }
        GoogleCredentials asking = source.orElseThrow(
                () -> new CredentialsException("no credentials are set that could impersonate " + account));
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
     * The value of the Authorization header, {@code Bearer} and a token; empty for {@link #none()}.
     *
     * @throws CredentialsException where the token server refuses the account
     * @throws IOException where it can't be reached or fails: trying again may help
     */
    public Optional<String> authorization() throws IOException {
        return tokens.isPresent() ? Optional.of(BEARER + tokens.get().token()) : Optional.empty();
    }

    /** Fetches a new token, or waits for the one that is being fetched; fails as {@link #authorization()} does. */
    public void refresh() throws IOException {
        if (tokens.isPresent()) {
            tokens.get().reject();
        }
    }

    /**
     * Fetches a new token after the service refused one, unless another thread has done so since; fails as
     * {@link #authorization()} does.
     *
     * @param authorization the header that was refused
     */
    public void refresh(String authorization) throws IOException {
        if (tokens.isPresent() && authorization.startsWith(BEARER)) {
            tokens.get().reject(authorization.substring(BEARER.length()));
        }
    }

    /** Whom the credentials stand for, such as an account's address. */
    @Override
    public String toString() {
        return described;
    }

    private static EarthEngineCredentials of(
            GoogleCredentials credentials, String described, HttpTransportFactory transports, Clock clock) {
        // Retries are the flow's; without this the library would wait and retry on its own beneath them.
        GoogleCredentials account = credentials.createScoped(SCOPE).createWithCustomRetryStrategy(false);
        return new EarthEngineCredentials(Optional.of(account), described, transports, clock);
    }

    private static HttpTransportFactory transport() {
        BoundedTransport transport = new BoundedTransport(CONNECT, WHOLE_EXCHANGE);
        return () -> transport;
    }

    private TokenCache.Token exchange(OAuth2Credentials account) throws IOException {
        try {
            AccessToken token = account.refreshAccessToken();
            Instant expires = token.getExpirationTime() == null
                    ? clock.instant().plus(UNSTATED_LIFETIME)
                    : token.getExpirationTime().toInstant();
            return new TokenCache.Token(token.getTokenValue(), expires);
        } catch (IOException | RuntimeException e) { // the library lets some unreadable replies through as the latter
            throw ExchangeFailure.of(described, e);
        }
    }
}
