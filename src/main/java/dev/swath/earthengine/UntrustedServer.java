package dev.swath.earthengine;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;

/** A server that could not prove who it is: asking it again brings the same certificate. */
public final class UntrustedServer {

    private static final String REMEDY =
            "; its address must be the one meant, and the authority that signed it in Java's trust store";

    private UntrustedServer() {}

    /** What to tell of the failure, with what helps, if its cause is that a server's certificate is not accepted. */
    public static Optional<String> in(Throwable failure) {
        Optional<String> reason = Optional.empty();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException
                    || cause instanceof CertPathBuilderException
                    || cause instanceof SSLPeerUnverifiedException) {
                reason = Optional.ofNullable(cause.getMessage());
            }
        }
        return reason.map(text -> "the server's certificate is not accepted: " + ReplyText.line(text, 200) + REMEDY);
    }
}
