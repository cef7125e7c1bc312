// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.command;

import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/** Handles SIGHUP. Uses reflection, because the compiler warns about the unsupported class {@code sun.misc.Signal}. */
final class SighupHandler {

    private static final String NAME = "HUP";

    private SighupHandler() {}

    /** Runs an action on each SIGHUP. Does nothing on systems without this signal. */
    static void install(Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object target = Proxy.newProxyInstance(
                    handler.getClassLoader(), new Class<?>[] {handler}, invocationHandler(action));
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(NAME), target);
        } catch (ReflectiveOperationException e) {
            System.getLogger("dev.cvr0.server").log(Level.DEBUG, () -> "CVR0-4002: SIGHUP is not available: " + e);
        }
    }

    @SuppressWarnings("ReferenceEquality") // a proxy equals only itself
    private static InvocationHandler invocationHandler(Runnable action) {
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
