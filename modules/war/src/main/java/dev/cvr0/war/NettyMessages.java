// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.war;

import io.netty.util.internal.logging.InternalLogLevel;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Locale;

/**
 * Takes what Netty logs to one logger of the platform. Netty by itself would ask {@code java.util.logging} for a logger
 * for each of its classes, and a server that remembers who asked keeps the class, and the application with it.
 */
final class NettyMessages extends InternalLoggerFactory {

    private static final Logger LOGGER = System.getLogger("dev.cvr0.host.netty");

    @Override
    protected InternalLogger newInstance(String name) {
        return (InternalLogger) Proxy.newProxyInstance(
                NettyMessages.class.getClassLoader(), new Class<?>[] {InternalLogger.class}, new Source(name));
    }

    /** One of Netty's loggers. */
    private record Source(String name) implements InvocationHandler {

        @Override
        @SuppressWarnings("ReferenceEquality") // a proxy equals only itself
        public Object invoke(Object proxy, Method method, Object[] given) {
            Object[] arguments = given == null ? new Object[0] : given;
            return switch (method.getName()) {
                case "name", "toString" -> name;
                case "hashCode" -> name.hashCode();
                case "equals" -> proxy == arguments[0];
                default ->
                    method.getReturnType() == boolean.class
                            ? LOGGER.isLoggable(level(method, arguments))
                            : log(level(method, arguments), arguments);
            };
        }

        private Void log(Level level, Object[] arguments) {
            Throwable cause = Arrays.stream(arguments)
                    .filter(Throwable.class::isInstance)
                    .map(Throwable.class::cast)
                    .findFirst()
                    .orElse(null);
            LOGGER.log(level, () -> name + ": " + Arrays.deepToString(arguments), cause);
            return null;
        }

        // Netty's levels are named as the platform's are, but for the warning; they stand in the name of the method, or
        // come as its first argument.
        private static Level level(Method method, Object[] arguments) {
            String word = arguments.length > 0 && arguments[0] instanceof InternalLogLevel level
                    ? level.name()
                    : method.getName().replaceAll("^is|Enabled$", "").toUpperCase(Locale.ROOT);
            return word.equals("WARN") ? Level.WARNING : Level.valueOf(word);
        }
    }
}
