package dev.swath.network;

import dev.swath.job.ExplainedFailure;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/** The proxy could not be reached, or did not connect to a host. The message names the proxy, without user and password. */
public final class ProxyFailure extends IOException implements ExplainedFailure {

    private static final long serialVersionUID = 1;
    private static final int LOGIN_NEEDED = 407;
    private static final int LONGEST_CHAIN = 20;

    private final boolean temporary;

    private ProxyFailure(String message, boolean temporary, Throwable cause) {
        super(message, cause);
        this.temporary = temporary;
    }

    /** The proxy could not be reached; it may be back soon. */
    public static ProxyFailure unreachable(ProxyServer proxy, Throwable cause) {
        String reason = Optional.ofNullable(cause.getMessage())
                .filter(text -> !text.equals(proxy.host()))
                .map(text -> text.replaceFirst("(?i)^connect to .* failed: ", ""))
                .orElse(cause.getClass().getSimpleName());
        return new ProxyFailure(
                "the proxy " + proxy + " can't be reached: " + reason + "; check " + proxy.setting(), true, cause);
    }

    /**
     * The proxy answered with an error of its own.
     *
     * @param target host and port that it should connect to
     * @param status HTTP status: 407 if it asks for user and password, or does not accept them
     * @param reason text behind the status
     */
    public static ProxyFailure refused(ProxyServer proxy, String target, int status, String reason) {
        if (status == LOGIN_NEEDED) {
            return new ProxyFailure(
                    proxy.login().isPresent()
                            ? "the proxy " + proxy + " does not accept the user and password (HTTP 407); correct "
                                    + proxy.setting()
                            : "the proxy " + proxy + " asks for a user and password (HTTP 407); write user:password@"
                                    + " before its host in " + proxy.setting(),
                    false,
                    null);
        }
        String said = reason.isBlank()
                ? ""
                : " " + reason.replaceAll("\\p{Cntrl}", " ").strip();
        return new ProxyFailure(
                "the proxy " + proxy + " does not connect to " + target + ": HTTP " + status + said
                        + "; let it connect there, or name the host in NO_PROXY",
                status >= 500 || status == 408 || status == 429,
                null);
    }

    /** Whether the same may succeed a while later. */
    public boolean isTemporary() {
        return temporary;
    }

    /** The failure of a proxy that caused this one. */
    public static Optional<ProxyFailure> in(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(LONGEST_CHAIN)
                .filter(ProxyFailure.class::isInstance)
                .map(ProxyFailure.class::cast)
                .findFirst();
    }
}
