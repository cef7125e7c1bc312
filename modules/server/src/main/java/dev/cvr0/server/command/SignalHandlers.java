// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.command;

import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/** Handles signals of the operating system. Uses reflection, because the compiler warns about the unsupported class {@code sun.misc.Signal}. */
final class SignalHandlers {

    private SignalHandlers() {}

    /**
     * Runs an action on each occurrence of a signal, such as {@code TERM}, instead of the default action. Does nothing if the
     * system or an option of the JVM does not permit it.
     */
    static void install(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object target = Proxy.newProxyInstance(
                    handler.getClassLoader(), new Class<?>[] {handler}, invocationHandler(action));
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), target);
        } catch (ReflectiveOperationException e) {
            System.getLogger("dev.cvr0.server")
                    .log(Level.DEBUG, () -> "CVR0-4002: SIG" + name + " is not available: " + e);
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
            default -> "handler";
        };
    }
}
