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
 * Sends all log messages of Netty to one {@link System.Logger}. By default, Netty creates a {@code java.util.logging} logger
 * per class. Some servers then keep a reference to the class, which prevents the application from being unloaded.
 */
final class NettyLoggerFactory extends InternalLoggerFactory {

    private static final Logger LOGGER = System.getLogger("dev.cvr0.host.netty");

    @Override
    protected InternalLogger newInstance(String name) {
        return (InternalLogger) Proxy.newProxyInstance(
                NettyLoggerFactory.class.getClassLoader(),
                new Class<?>[] {InternalLogger.class},
                new LoggerHandler(name));
    }

    /** Handles the methods of a Netty logger. */
    private record LoggerHandler(String name) implements InvocationHandler {

        @Override
        @SuppressWarnings("ReferenceEquality") // a proxy equals only itself
        public Object invoke(Object proxy, Method method, Object[] argumentsOrNull) {
            Object[] arguments = argumentsOrNull == null ? new Object[0] : argumentsOrNull;
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

        // The level is the first argument or part of the method name. Only WARN has a different name in System.Logger.
        private static Level level(Method method, Object[] arguments) {
            String levelName = arguments.length > 0 && arguments[0] instanceof InternalLogLevel level
                    ? level.name()
                    : method.getName().replaceAll("^is|Enabled$", "").toUpperCase(Locale.ROOT);
            return levelName.equals("WARN") ? Level.WARNING : Level.valueOf(levelName);
        }
    }
}
