package dev.swath.earthengine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.api.client.http.HttpResponseException;
import dev.swath.network.ProxyFailure;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Turns a failed token exchange into an exception without secrets. */
final class ExchangeFailure {

    /** Assertions and tokens, recognised by how they begin, and any base64 text long enough to be a part of one. */
    private static final Pattern SECRET = Pattern.compile("eyJ[\\w.+/=-]{10,}|ya29\\.\\S+|[\\w+/=-]{40,}");

    private ExchangeFailure() {}

    /**
     * A failure that may be shown. The library's own messages repeat the server's reply, which may repeat what it was
     * sent, so only the reply's error code and description are kept, and anything that looks like a token is removed.
     *
     * @return the exception, if trying again may help
     * @throws CredentialsException if the server refuses the account, or its identity can't be verified
     */
    static IOException of(String account, Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpResponseException reply) {
                return refusal(account, reply);
            }
        }
        UntrustedServer.in(failure).ifPresent(reason -> {
            throw new CredentialsException(String.format(Locale.ROOT, "no token for %s: %s", account, reason));
        });
        Optional<ProxyFailure> proxy = ProxyFailure.in(failure);
        if (proxy.isPresent()) {
            return ofProxy(account, proxy.get());
        }
        return new IOException(
                String.format(Locale.ROOT, "no token for %s: %s", account, clean(innermostMessage(failure))));
    }

    private static IOException ofProxy(String account, ProxyFailure failure) {
        String text = String.format(Locale.ROOT, "no token for %s: %s", account, failure.getMessage());
        if (failure.isTemporary()) {
            return new IOException(text);
        }
        throw new CredentialsException(text);
    }

    /** The innermost message; the outer exceptions are the library's wrappers. */
    private static String innermostMessage(Throwable failure) {
        String message = failure.getClass().getSimpleName();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            message = cause.getMessage() == null ? message : cause.getMessage();
        }
        return message;
    }

    private static IOException refusal(String account, HttpResponseException reply) {
        int status = reply.getStatusCode();
        String text = String.format(
                Locale.ROOT,
                "no token for %s: the token server answered %d%s",
                account,
                status,
                explanation(String.valueOf(reply.getContent())));
        if (status == 408 || status == 429 || status >= 500) {
            return new IOException(text);
        }
        if (status >= 300 && status < 400) {
            throw new CredentialsException(
                    text + "; redirects are not followed, the credentials file must name the token server itself");
        }
        throw new CredentialsException(text + "; check that the account exists and its key has not been revoked");
    }

    /** OAuth's {@code error} and {@code error_description}, or the {@code message} of Google's APIs. */
    private static String explanation(String content) {
        JsonNode json;
        try {
            json = JsonMapper.builder().build().readTree(content);
        } catch (IOException e) {
            return " without an explanation";
        }
        String error = json.path("error").isTextual()
                ? json.path("error").asText()
                : json.path("error").path("message").asText();
        String description = json.path("error_description").asText();
        return clean((error.isEmpty() ? "" : " " + error) + (description.isEmpty() ? "" : " (" + description + ")"));
    }

    private static String clean(String text) {
        String head = text.length() > 2000 ? text.substring(0, 2000) : text;
        String cleaned = ReplyText.line(SECRET.matcher(head).replaceAll("…"), 300);
        return head.startsWith(" ") ? " " + cleaned : cleaned;
    }
}
