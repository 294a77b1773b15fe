package dev.swath.flow.request;

import dev.swath.earthengine.CredentialsException;
import dev.swath.earthengine.EarthEngineError;
import dev.swath.earthengine.UntrustedServer;
import dev.swath.job.ExplainedFailure;
import dev.swath.job.Secrets;
import dev.swath.log.LogValue;
import dev.swath.network.ProxyFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFileOperationFailedException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides which failures may pass when a request is sent again, and describes a failure in one line. */
public final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final int MAX_TEXT = 500;
    private static final int MOST_READ = 10_000;

    /** Exchange property: the token was replaced once for this request. */
    private static final String REFRESHED = "swathTokenRefreshed";

    private final Authorization authorization;
    private final int attempts;

    /**
     * @param authorization what the requests carry
     * @param attempts most attempts after the first one
     */
    public Failures(Authorization authorization, int attempts) {
        this.authorization = authorization;
        this.attempts = attempts;
    }

    /**
     * Whether there is an attempt left and the failure of this exchange may pass: 408, 429, 5xx, an I/O error, a time limit, a
     * reply that is short or damaged; and 401 once, with a new token. Whether there is time for it is checked when the next
     * attempt begins.
     */
    public boolean mayPass(Exchange exchange) {
        int failures = exchange.getMessage().getHeader(Exchange.REDELIVERY_COUNTER, 0, Integer.class);
        if (failures > attempts) {
            return false;
        }
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        Optional<EarthEngineError> answer = answer(failure);
        if (answer.isEmpty()) {
            return failure instanceof IOException && !isLocal(failure) && !isRefusedOnTheWay(failure);
        }
        return switch (isDivisible(exchange)
                ? answer.get().kind()
                : answer.get().kindOfWhole()) {
            case RETRY, SLOW_DOWN -> true;
            case REFRESH_TOKEN -> refreshOnce(exchange);
            default -> false;
        };
    }

    /** Whether a request failed, after all its attempts, for a reason that may have passed a while later. */
    public static boolean isTemporary(Throwable failure) {
        Throwable cause = root(failure);
        return answer(cause)
                .map(EarthEngineError::kindOfWhole)
                .map(kind -> kind == EarthEngineError.Kind.RETRY || kind == EarthEngineError.Kind.SLOW_DOWN)
                .orElseGet(() -> cause instanceof IOException && !isLocal(failure) && !isRefusedOnTheWay(failure));
    }

    /** Another attempt would get the same certificate, and the same refusal of the proxy. */
    private static boolean isRefusedOnTheWay(Throwable failure) {
        return UntrustedServer.in(failure).isPresent()
                || ProxyFailure.in(failure)
                        .filter(proxy -> !proxy.isTemporary())
                        .isPresent();
    }

    /** Whether Earth Engine does not know what was asked for, or can't do that with it. */
    public static boolean isRefused(Throwable failure) {
        return answer(root(failure))
                .filter(error -> error.httpStatus() == 400 || error.httpStatus() == 404)
                .isPresent();
    }

    /** Whether a file of this machine, or the output, could not be written or read. */
    public static boolean isLocal(Throwable failure) {
        Throwable current = failure;
        while (current != null) {
            if (current instanceof LocalFailure
                    || current instanceof FileSystemException
                    || current instanceof GenericFileOperationFailedException) {
                return true;
            }
            current = current.getCause() == current ? null : current.getCause();
        }
        return false;
    }

    /** Whether the service finds the request too large, and would answer requests for parts of it. */
    public boolean isTooLarge(Exchange exchange) {
        return isDivisible(exchange)
                && answer(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class))
                        .map(error -> error.kind() == EarthEngineError.Kind.SPLIT_TILE)
                        .orElse(false);
    }

    private static boolean isDivisible(Exchange exchange) {
        return exchange.getVariable("request", ServiceRequest.class).isDivisible();
    }

    private boolean refreshOnce(Exchange exchange) {
        if (exchange.getProperty(REFRESHED, false, Boolean.class)) {
            return false;
        }
        try {
            authorization.refused();
            exchange.setProperty(REFRESHED, true);
            return true;
        } catch (IOException e) {
            LOG.warn("the token was refused, and a new one could not be fetched: {}", LogValue.quoted(cause(e)));
            return true;
        } catch (CredentialsException e) {
            LOG.warn("the token was refused, and there are no other credentials: {}", LogValue.quoted(cause(e)));
            return false;
        }
    }

    /** The error that Earth Engine answered with, if the failure is one. */
    static Optional<EarthEngineError> answer(Throwable failure) {
        return failure instanceof HttpOperationFailedException http
                ? Optional.of(EarthEngineError.parse(http.getStatusCode(), body(http)))
                : Optional.empty();
    }

    private static byte[] body(HttpOperationFailedException http) {
        return Optional.ofNullable(http.getResponseBody()).orElse("").getBytes(StandardCharsets.UTF_8);
    }

    /** What went wrong, in one line without a trace and without secrets. */
    public static String cause(Throwable failure) {
        Throwable root = root(failure);
        String text = redirect(root)
                .or(() -> UntrustedServer.in(root))
                .or(() -> answered(root))
                .orElseGet(() -> plain(root));
        // Secrets first: one that was cut could not be recognized.
        String shown = Secrets.redact(text.length() <= MOST_READ ? text : text.substring(0, MOST_READ));
        String line = shown.replaceAll("\\s+", " ").trim();
        return line.length() > MAX_TEXT ? line.substring(0, MAX_TEXT) + "…" : line;
    }

    private static Optional<String> answered(Throwable failure) {
        return answer(failure)
                .map(error -> "HTTP " + error
                        + remedy(failure, error).map(remedy -> "; " + remedy).orElse(""));
    }

    /** Only the host of the other address: its query may hold secrets. */
    private static Optional<String> redirect(Throwable failure) {
        return failure instanceof HttpOperationFailedException http && http.getStatusCode() / 100 == 3
                ? Optional.of("HTTP " + http.getStatusCode() + ": the server points to " + host(http)
                        + ", where nothing is sent; write the address of the service itself as swath.earth-engine.url")
                : Optional.empty();
    }

    private static String host(HttpOperationFailedException redirect) {
        try {
            return Optional.ofNullable(redirect.getRedirectLocation())
                    .map(location -> URI.create(location).getHost())
                    .orElse("another address");
        } catch (IllegalArgumentException e) {
            return "no address";
        }
    }

    /** The remedy for 404 is about the name of the collection: it does not help with an image that was listed. */
    private static Optional<String> remedy(Throwable failure, EarthEngineError error) {
        boolean ofAnImage = failure instanceof HttpOperationFailedException http
                && !String.valueOf(http.getUri()).contains(":listAssets");
        return ofAnImage && error.httpStatus() == 404 ? Optional.empty() : error.remedy();
    }

    private static String plain(Throwable root) {
        String message = Optional.ofNullable(root.getMessage()).orElse("");
        return root instanceof ExplainedFailure || root instanceof IllegalArgumentException
                ? message
                : root.getClass().getSimpleName() + (message.isEmpty() ? "" : ": " + message);
    }

    /** The first cause that says what happened: the wrappers that Camel adds are left out. */
    public static Throwable root(Throwable failure) {
        Throwable current = failure;
        while (current.getCause() != null
                && current.getCause() != current
                && current.getClass().getName().startsWith("org.apache.camel.")
                && !(current instanceof HttpOperationFailedException)) {
            current = current.getCause();
        }
        return current;
    }
}
