package dev.swath.flow.store;

import com.azure.core.exception.HttpResponseException;
import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.SftpException;
import dev.swath.network.ProxyFailure;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.http.base.HttpOperationFailedException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** Decides whether something is sent to a sink or a recipient again. */
public final class SinkRetries {

    /** A notification soon loses its value, and the end of the run waits for it. */
    private static final int NOTIFICATION_RETRIES = 2;

    private final int attempts;

    /**
     * @param attempts most attempts after the first one
     */
    public SinkRetries(int attempts) {
        this.attempts = attempts;
    }

    /**
     * Whether there is an attempt left for a file and the failure may pass: the server could not be reached, closed the
     * connection, did not answer in time, or answered 408, 429 or 5xx. A folder of this machine is not retried.
     */
    public boolean mayPass(Exchange exchange) {
        return isOfferedAgain(exchange, attempts);
    }

    /** The same for a notification, with at most two more attempts. */
    public boolean mayPassForNotification(Exchange exchange) {
        return isOfferedAgain(exchange, Math.min(NOTIFICATION_RETRIES, attempts));
    }

    private static boolean isOfferedAgain(Exchange exchange, int most) {
        // Not from the reply, which has the count at the time of the request.
        int failures = exchange.getIn().getHeader(Exchange.REDELIVERY_COUNTER, 0, Integer.class);
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        return failures <= most && !wentToFolder(exchange) && isTransient(failure);
    }

    /** A folder is on this machine: its failures do not pass soon. */
    private static boolean wentToFolder(Exchange exchange) {
        return exchange.getVariable("sink") instanceof FileEndpoint;
    }

    /**
     * Fails with the reason why an output did not accept a file, without the secrets of its address. The failure of a
     * folder is clear by itself.
     *
     * @throws Exception always
     */
    public void explain(Exchange exchange) throws Exception {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        throw wentToFolder(exchange) ? failure : new SinkFailure(failure);
    }

    static boolean isTransient(Throwable failure) {
        OptionalInt status = causes(failure)
                .mapToInt(SinkRetries::status)
                .filter(code -> code > 0)
                .findFirst();
        if (status.isPresent()) {
            int code = status.getAsInt();
            return code == 408 || code == 429 || code >= 500;
        }
        return causes(failure).noneMatch(SinkRetries::isFinal)
                && causes(failure).anyMatch(SinkRetries::isOfTheNetwork);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20);
    }

    private static int status(Throwable failure) {
        if (failure instanceof HttpOperationFailedException http) {
            return http.getStatusCode();
        }
        if (failure instanceof HttpResponseException azure) {
            return azure.getResponse() == null ? 0 : azure.getResponse().getStatusCode();
        }
        return failure instanceof SdkServiceException service ? service.statusCode() : 0;
    }

    /** A failure of this machine's disk, a proxy that refuses, or a server that has an unknown key or refuses the login. */
    private static boolean isFinal(Throwable failure) {
        return failure instanceof FileNotFoundException
                || failure instanceof FileSystemException
                || (failure instanceof ProxyFailure proxy && !proxy.isTemporary())
                || (failure instanceof JSchException ssh
                        && (ssh.getClass() != JSchException.class
                                || String.valueOf(ssh.getMessage()).startsWith("Auth ")))
                || (failure instanceof SftpException sftp
                        && (sftp.id == ChannelSftp.SSH_FX_PERMISSION_DENIED
                                || sftp.id == ChannelSftp.SSH_FX_NO_SUCH_FILE));
    }

    private static boolean isOfTheNetwork(Throwable failure) {
        return failure instanceof IOException || failure instanceof JSchException || failure instanceof SftpException;
    }
}
