// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * SIGHUP, by which an operator asks a server to read its files again. Java has no supported class for signals; that of
 * the module jdk.unsupported is looked up by name, as the compiler would warn of it.
 */
final class HangUpSignal {

    private static final String NAME = "HUP";

    private HangUpSignal() {}

    /** Runs an action at each signal; does nothing where there is no such signal. */
    static void run(Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object target = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, calling(action));
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(NAME), target);
        } catch (ReflectiveOperationException e) {
            System.getLogger("dev.cvr0.server").log(Level.DEBUG, "CVR0-4002: there is no SIGHUP here", e);
        }
    }

    private static InvocationHandler calling(Runnable action) {
        return (proxy, method, arguments) -> switch (method.getName()) {
            case "handle" -> {
                action.run();
                yield null;
            }
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> NAME;
        };
    }
}
