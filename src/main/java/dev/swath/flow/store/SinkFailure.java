package dev.swath.flow.store;

import com.azure.storage.blob.models.BlobStorageException;
import dev.swath.flow.request.Failures;
import dev.swath.flow.request.LocalFailure;
import dev.swath.network.ProxyFailure;
import java.util.Optional;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.util.URISupport;

/** An output beyond this machine did not accept a file. */
public final class SinkFailure extends LocalFailure {

    private static final long serialVersionUID = 1;

    /** A failure of the last attempt. */
    SinkFailure(Exception cause) {
        super("the output did not accept the file: " + cause(cause), cause);
    }

    /**
     * What went wrong at a sink or a recipient, in one line without a stack trace and without the secrets of its
     * address.
     */
    public static String cause(Throwable failure) {
        Throwable root = Failures.root(failure);
        if (root instanceof SinkFailure) {
            return root.getMessage();
        }
        Optional<ProxyFailure> proxy = ProxyFailure.in(failure);
        if (proxy.isPresent()) {
            return proxy.get().getMessage();
        }
        if (root instanceof BlobStorageException azure) {
            // Its own message is the whole reply.
            return "HTTP " + azure.getStatusCode() + " "
                    + Optional.ofNullable(azure.getErrorCode())
                            .map(Object::toString)
                            .orElse("");
        }
        // Its own message contains the address, and a web address may be secret as a whole.
        return root instanceof HttpOperationFailedException http
                ? ("HTTP " + http.getStatusCode() + " " + http.getStatusText()).strip()
                : URISupport.sanitizeUri(Failures.cause(root));
    }
}
