package dev.swath.server;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The checks that every request must pass. */
public final class RequestChecks {

    private static final Pattern AUTHORITY = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:\\d{0,5})?");
    private static final Pattern TARGET = Pattern.compile("/(?:[\\x21-\\x7e&&[^%]]|%[0-9A-Fa-f]{2})*");
    private static final Pattern FORM =
            Pattern.compile("\\s*(application/x-www-form-urlencoded|multipart/.*)", Pattern.CASE_INSENSITIVE);

    private final HostNames names;
    private final Function<String, Set<String>> methods;
    private final long bodyBytes;
    private final boolean takesForms;

    /**
     * @param names for which the server answers
     * @param methods that a path supports, including HEAD
     * @param bodyBytes maximum length of a body
     * @param takesForms whether a body may be a form, and may come without its length
     */
    public RequestChecks(HostNames names, Function<String, Set<String>> methods, long bodyBytes, boolean takesForms) {
        this.names = names;
        this.methods = methods;
        this.bodyBytes = bodyBytes;
        this.takesForms = takesForms;
    }

    /** Why a request is rejected, if it is. */
    Optional<Rejection> rejection(HttpServerRequest request) {
        return host(request).or(() -> target(request)).or(() -> method(request)).or(() -> body(request));
    }

    /** The methods that the path of a request supports. */
    Set<String> methods(HttpServerRequest request) {
        return methods.apply(Optional.ofNullable(request.path()).orElse("/"));
    }

    private Optional<Rejection> host(HttpServerRequest request) {
        List<String> hosts = request.headers().getAll("Host");
        if (hosts.size() != 1 || !AUTHORITY.matcher(hosts.get(0)).matches()) {
            return Optional.of(Rejection.of(400, "the request must have one header Host, with a valid host name"));
        }
        return names.include(hosts.get(0))
                ? Optional.empty()
                : Optional.of(Rejection.of(421, "not served under this name; ask for http://localhost"));
    }

    private static Optional<Rejection> target(HttpServerRequest request) {
        boolean all = request.uri().equals("*") && request.method().name().equals("OPTIONS");
        return all || TARGET.matcher(request.uri()).matches() && isText(request.uri())
                ? Optional.empty()
                : Optional.of(Rejection.of(400, "the request's path or query is malformed"));
    }

    /** Whether the decoded text is UTF-8 without control characters. */
    private static boolean isText(String uri) {
        byte[] bytes = new byte[uri.length()];
        int length = 0;
        for (int i = 0; i < uri.length(); i++) {
            boolean encoded = uri.charAt(i) == '%';
            bytes[length++] = encoded ? (byte) Integer.parseInt(uri.substring(i + 1, i + 3), 16) : (byte) uri.charAt(i);
            i += encoded ? 2 : 0;
        }
        String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
        return text.chars().noneMatch(c -> c == '\uFFFD' || Character.isISOControl(c));
    }

    private Optional<Rejection> method(HttpServerRequest request) {
        Set<String> allowed = methods(request);
        String method = request.method().name();
        return method.equals("OPTIONS") || allowed.contains(method)
                ? Optional.empty()
                : Optional.of(new Rejection(
                        405, "this path does not support the method", Map.of("Allow", Door.allowed(allowed))));
    }

    private Optional<Rejection> body(HttpServerRequest request) {
        String length = Optional.ofNullable(request.getHeader("Content-Length")).orElse("0");
        if (!length.matches("\\d{1,18}") || Long.parseLong(length) > bodyBytes) {
            return Optional.of(
                    Rejection.of(413, String.format(Locale.ROOT, "the body is longer than %d bytes", bodyBytes)));
        }
        if (takesForms) {
            return Optional.empty();
        }
        if (request.getHeader("Transfer-Encoding") != null) {
            return Optional.of(Rejection.of(411, "the length of the body is missing; send Content-Length"));
        }
        String type = Optional.ofNullable(request.getHeader("Content-Type")).orElse("");
        return FORM.matcher(type).matches()
                ? Optional.of(Rejection.of(415, "forms are not accepted; send no body"))
                : Optional.empty();
    }

    /** Why bytes could not be parsed as a request. */
    static Rejection unreadable(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        if (cause instanceof TooLongHttpLineException) {
            return Rejection.of(414, "the first line of the request is too long");
        }
        return cause instanceof TooLongHttpHeaderException
                ? Rejection.of(431, "the headers of the request are too long")
                : Rejection.of(400, "this is not a valid HTTP/1.1 request");
    }
}
