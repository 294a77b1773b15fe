package dev.swath.flow.worker;

import java.util.Locale;

/** A task was taken from the queue so often that another attempt is not worth while. */
public final class TooManyDeliveriesException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** So many workers have taken it, and none has finished it. */
    TooManyDeliveriesException(int before) {
        super(String.format(
                Locale.ROOT,
                "%d times a worker took it from the queue, and none finished it (swath.retry.deliveries)",
                before));
    }
}
