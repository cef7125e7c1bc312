// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Verb;
import dev.cvr0.api.text.LogSafeText;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The log messages of the host. Events that clients cause are DEBUG. If operators need to
 * know of them nevertheless, one warning per topic and period counts the others.
 */
final class HostLog {

    private static final Logger LOGGER = System.getLogger("dev.cvr0.host");
    private static final Duration PERIOD = Duration.ofSeconds(10);

    private final Map<String, RateLimit> limits = new ConcurrentHashMap<>();

    void listening(InetSocketAddress address, Transport transport, Collection<?> verbs) {
        LOGGER.log(
                Level.INFO,
                () -> "CVR0-3001: listening on " + ListenAddress.format(address) + " (" + transport + "), verbs "
                        + verbs.stream().map(Object::toString).sorted().toList());
    }

    void stopped(InetSocketAddress address) {
        LOGGER.log(Level.INFO, () -> "CVR0-3002: stopped listening on " + ListenAddress.format(address));
    }

    void cutOff(int connections, Duration grace) {
        LOGGER.log(
                Level.WARNING,
                () -> "CVR0-3003: " + connections + " connections had not ended after " + grace + " and were closed");
    }

    void full(int maxConnections) {
        rateLimited("CVR0-3101", "a connection was refused: " + maxConnections + " are open (cvr0.max-connections)");
    }

    void failed(String handler, Verb verb, Throwable failure) {
        // The exception's text may contain text of the client.
        String what = handler + " failed at " + verb + ": " + failure.getClass().getName() + " "
                + LogSafeText.quote(String.valueOf(failure.getMessage()));
        String code = "CVR0-3103";
        rateLimited(code + " " + handler, code, what);
        LOGGER.log(Level.DEBUG, () -> "CVR0-3104: " + handler + " failed at " + verb, failure);
    }

    void broken(Throwable failure) {
        rateLimited("CVR0-3105", "a connection was closed after a failure of the host: " + failure);
        LOGGER.log(Level.DEBUG, () -> "CVR0-3106: the failure of the host", failure);
    }

    void notAccepting(Throwable failure) {
        rateLimited("CVR0-3107", "a connection cannot be accepted: " + failure.getMessage());
    }

    void lost(Object client, Throwable failure) {
        debug(() -> "CVR0-3201: connection of " + client + " lost: " + failure.getMessage());
    }

    void ending(Object client, String reason) {
        debug(() -> "CVR0-3202: ending the session of " + client + ": " + reason);
    }

    void malformed(Object client, String line) {
        debug(() -> "CVR0-3203: not a command from " + client + ": " + LogSafeText.quote(line));
    }

    void late(Command command) {
        debug(() -> "CVR0-3204: the answer to " + command.verb() + " came after the host was closed");
    }

    private void rateLimited(String code, String text) {
        rateLimited(code, code, text);
    }

    // The number of topics is small: codes, and names of registered handlers.
    private void rateLimited(String topic, String code, String text) {
        limits.computeIfAbsent(topic, t -> new RateLimit(PERIOD, System::nanoTime))
                .pass()
                .ifPresent(before -> LOGGER.log(
                        Level.WARNING,
                        () -> code + ": " + text + (before == 0 ? "" : " (and " + before + " times before)")));
    }

    private static void debug(Supplier<String> text) {
        LOGGER.log(Level.DEBUG, text);
    }
}
