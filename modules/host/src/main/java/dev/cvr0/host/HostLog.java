// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Verb;
import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.api.text.RateLimit;
import io.netty.channel.Channel;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The log messages of the host. Events that clients cause are DEBUG. If operators need to know about them, they are
 * rate-limited warnings: one per topic and period, which counts the suppressed ones.
 */
final class HostLog {

    private static final Logger LOGGER = System.getLogger("dev.cvr0.host");
    private static final Logger ACCESS = System.getLogger("dev.cvr0.access");
    private static final int MAX_REQUEST_LENGTH = 400;

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

    void closedAtShutdown(int connections, Duration grace) {
        LOGGER.log(
                Level.WARNING,
                () -> "CVR0-3003: " + connections + " connections were closed because they did not end within "
                        + grace.toMillis() + " ms (cvr0.shutdown-grace)");
    }

    void connectionLimitReached(int maxConnections) {
        rateLimited(
                "CVR0-3101",
                "connection refused: the limit of " + maxConnections
                        + " open connections is reached (cvr0.max-connections)");
    }

    void addressLimitReached(InetAddress client) {
        rateLimited(
                "CVR0-3108",
                "connection refused: " + client.getHostAddress() + " has too many open connections"
                        + " (cvr0.max-connections-per-address; for a proxy, add it to cvr0.trusted-addresses)");
    }

    void sessionLimitReached(Object client, String reason) {
        rateLimited("CVR0-3109", "session of " + client + " ends: " + reason);
    }

    void failed(String handler, Verb verb, Throwable failure) {
        // The message of the exception may contain text from the client.
        String what = handler + " failed to handle " + verb + ": "
                + failure.getClass().getName() + " " + LogSafeText.quote(String.valueOf(failure.getMessage()));
        String code = "CVR0-3103";
        rateLimited(code + " " + handler, code, what);
        LOGGER.log(Level.DEBUG, () -> "CVR0-3104: " + handler + " failed to handle " + verb, failure);
    }

    void internalError(Throwable failure) {
        rateLimited("CVR0-3105", "connection closed after an internal error: " + failure);
        LOGGER.log(Level.DEBUG, () -> "CVR0-3106: internal error", failure);
    }

    void acceptFailed(Throwable failure, int retrySeconds) {
        rateLimited(
                "CVR0-3107",
                "cannot accept a connection, next attempt in " + retrySeconds + " s: " + failure.getMessage());
    }

    void connectionLost(Object client, Throwable failure) {
        debug(() -> "CVR0-3201: connection of " + client + " lost: " + failure.getMessage());
    }

    void ending(Object client, String reason) {
        debug(() -> "CVR0-3202: session of " + client + " ends: " + reason);
    }

    void malformed(Object client, String line) {
        debug(() -> "CVR0-3203: malformed command from " + client + ": " + LogSafeText.quote(line));
    }

    /** Logs an answer to the access log. */
    void answered(Channel channel, Command command, String answer) {
        if (ACCESS.isLoggable(Level.DEBUG)) {
            String request = command.verb() + " " + command.transactionId() + command.text();
            ACCESS.log(
                    Level.DEBUG,
                    "CVR0-3205: " + channel.remoteAddress() + " '" + LogSafeText.escape(request, MAX_REQUEST_LENGTH)
                            + "' answered '" + answer + "'");
        }
    }

    void lateReply(Command command) {
        debug(() -> "CVR0-3204: reply to " + command.verb() + " discarded: the host is closed");
    }

    private void rateLimited(String code, String text) {
        rateLimited(code, code, text);
    }

    // Topics are codes and names of registered handlers, so their number is small.
    private void rateLimited(String topic, String code, String text) {
        limits.computeIfAbsent(topic, t -> new RateLimit())
                .tryAcquire()
                .ifPresent(suppressed ->
                        LOGGER.log(Level.WARNING, () -> RateLimit.withCount(code + ": " + text, suppressed)));
    }

    private static void debug(Supplier<String> text) {
        LOGGER.log(Level.DEBUG, text);
    }
}
