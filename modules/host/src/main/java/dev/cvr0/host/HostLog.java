// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Excerpt;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What a host has to say: codes CVR0-3001 to CVR0-3999. What clients can cause is DEBUG; where the operator has to know
 * of it nevertheless, it is one line per topic and period, which counts the others.
 */
final class HostLog {

    private static final Logger LOGGER = System.getLogger("dev.cvr0.host");
    private static final Duration PERIOD = Duration.ofSeconds(10);

    private final Map<String, RateLimit> limits = new ConcurrentHashMap<>();

    void listening(InetSocketAddress address, Transport transport, Collection<?> verbs) {
        LOGGER.log(
                Level.INFO,
                () -> "CVR0-3001: listening on " + ListenAddress.text(address) + " (" + transport + "), verbs "
                        + verbs.stream().map(Object::toString).sorted().toList());
    }

    void stopped(InetSocketAddress address) {
        LOGGER.log(Level.INFO, () -> "CVR0-3002: stopped listening on " + ListenAddress.text(address));
    }

    void cutOff(int connections, Duration grace) {
        LOGGER.log(
                Level.WARNING,
                () -> "CVR0-3003: " + connections + " connections had not ended after " + grace + " and were cut off");
    }

    void full(int maxConnections) {
        sparsely("CVR0-3101", "a connection was refused: " + maxConnections + " are open, the most that are allowed");
    }

    void workersBusy(String handler) {
        sparsely(
                "CVR0-3102",
                "a command was answered with 500: every worker is busy and the queue is full, for " + handler);
    }

    void failed(String handler, Object verb, Throwable failure) {
        // The exception's text may hold what the client sent.
        String what = handler + " failed at " + verb + ": " + failure.getClass().getName() + " "
                + Excerpt.quote(String.valueOf(failure.getMessage()));
        sparsely("CVR0-3103 " + handler, "CVR0-3103", what);
        LOGGER.log(Level.DEBUG, () -> "CVR0-3104: " + handler + " failed at " + verb, failure);
    }

    void broken(Throwable failure) {
        sparsely("CVR0-3105", "a connection was given up after a failure of the host: " + failure);
        LOGGER.log(Level.DEBUG, () -> "CVR0-3106: the failure of the host", failure);
    }

    void lost(Object client, Throwable failure) {
        debug(() -> "CVR0-3201: connection of " + client + " lost: " + failure.getMessage());
    }

    void ending(Object client, String reason) {
        debug(() -> "CVR0-3202: ending the session of " + client + ": " + reason);
    }

    void unusable(Object client, String line) {
        debug(() -> "CVR0-3203: no command from " + client + ": " + Excerpt.quote(line));
    }

    void late(Command command) {
        debug(() -> "CVR0-3204: the answer to " + command.verb() + " came after the host was closed");
    }

    private void sparsely(String code, String text) {
        sparsely(code, code, text);
    }

    // Topics are few: codes, and names of registered handlers.
    private void sparsely(String topic, String code, String text) {
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
