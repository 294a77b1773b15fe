package dev.swath.earthengine;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;

/** A server whose certificate can't be verified: another attempt would get the same certificate. */
public final class UntrustedServer {

    private static final String REMEDY =
            "; check the address, and that Java's trust store, or the file that swath.trust names, has the authority that"
                    + " signed the certificate";

    private UntrustedServer() {}

    /** The message with its remedy, if the cause of the failure is a server certificate that is not accepted. */
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
