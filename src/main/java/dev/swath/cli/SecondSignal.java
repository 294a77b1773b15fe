package dev.swath.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles a signal that arrives while the process is already stopping, which Java itself ignores once its shutdown has
 * begun. The only way is {@code sun.misc.Signal}, of the supported module {@code jdk.unsupported}; it is looked up by
 * name, because the compiler warns about every use. On a Java without it, a second signal does nothing.
 */
final class SecondSignal {

    private static final Logger LOG = LoggerFactory.getLogger(SecondSignal.class);

    /** Java's exit codes after these signals: 128 plus the signal's number. */
    private static final Map<String, Integer> EXIT_CODES = Map.of("TERM", 143, "INT", 130);

    private SecondSignal() {}

    /** From now on SIGTERM and SIGINT end the process at once. */
    static void haltsAtOnce() {
        EXIT_CODES.forEach(SecondSignal::haltsAtOnce);
    }

    private static void haltsAtOnce(String name, int exitCode) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler halt = (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                    // Unfinished files have no final name; the next run cleans up.
                    Runtime.getRuntime().halt(exitCode);
                }
                return method.getName().equals("hashCode") ? System.identityHashCode(proxy) : null;
            };
            Object halting = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, halt);
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), halting);
        } catch (ReflectiveOperationException e) {
            LOG.debug("a second SIG{} will be ignored", name, e);
        }
    }
}
