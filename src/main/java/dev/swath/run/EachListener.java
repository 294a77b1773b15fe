package dev.swath.run;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;

/**
 * Passes each event on to several listeners. New methods of {@link RunListener} need no change here.
 *
 * @param listeners notified in this order; when one fails, those after it are not notified
 */
record EachListener(List<RunListener> listeners) implements InvocationHandler {

    EachListener {
        listeners = List.copyOf(listeners);
    }

    /** These listeners in the place of one. */
    static RunListener of(List<RunListener> listeners) {
        return (RunListener) Proxy.newProxyInstance(
                RunListener.class.getClassLoader(), new Class<?>[] {RunListener.class}, new EachListener(listeners));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return ofObject(proxy, method, arguments);
        }
        for (RunListener listener : listeners) {
            try {
                method.invoke(listener, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
        return null;
    }

    private Object ofObject(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> listeners.toString();
        };
    }
}
