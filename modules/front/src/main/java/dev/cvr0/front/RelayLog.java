// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.front;

import dev.cvr0.api.policy.Decision;
import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.api.text.RateLimit;
import dev.cvr0.host.ListenAddress;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The log messages of the relay. Events that clients or the emulator cause are DEBUG, or rate-limited warnings if operators
 * need to know about them.
 */
final class RelayLog {

    private static final Logger LOGGER = System.getLogger("dev.cvr0.front");

    private final Map<String, RateLimit> limits = new ConcurrentHashMap<>();

    void relaying(InetSocketAddress listener, InetSocketAddress upstream) {
        LOGGER.log(
                Level.INFO,
                () -> "CVR0-5001: relaying from " + ListenAddress.format(listener) + " to "
                        + ListenAddress.format(upstream));
    }

    void stopped(RelayCounters counters) {
        LOGGER.log(Level.INFO, () -> "CVR0-5002: relay stopped: " + counters);
    }

    void emulatorAway(InetSocketAddress upstream, String reason) {
        rateLimited(
                "CVR0-5101",
                "the emulator at " + ListenAddress.format(upstream) + " is away: " + reason
                        + "; the relay answers VER and CVR and refuses sign-ins with 601");
    }

    void unlistedProxy(InetSocketAddress proxy) {
        rateLimited(
                "CVR0-5102",
                "connection closed: PROXY header from " + proxy.getAddress().getHostAddress()
                        + ", which is not in cvr0.proxy-from");
    }

    void transferPassed(String address) {
        rateLimited(
                "CVR0-5103",
                "the emulator sends clients to " + LogSafeText.quote(address)
                        + ", past the relay; add the address to cvr0.xfr if an emulator listens there");
    }

    void policyFailed(Throwable failure) {
        rateLimited("CVR0-5104", "no decision, the emulator's answer was passed on: " + failure);
    }

    void internalError(Throwable failure) {
        rateLimited("CVR0-5105", "connection closed after an internal error: " + failure);
        LOGGER.log(Level.DEBUG, () -> "CVR0-5106: internal error", failure);
    }

    void enforced(InetSocketAddress client, Decision decision) {
        debug(() -> "CVR0-5201: client " + client + " is below the minimum: " + decision.enforcement());
    }

    void ending(InetSocketAddress client, String reason) {
        debug(() -> "CVR0-5202: connection of " + client + ": " + reason);
    }

    private void rateLimited(String code, String text) {
        limits.computeIfAbsent(code, t -> new RateLimit())
                .tryAcquire()
                .ifPresent(suppressed ->
                        LOGGER.log(Level.WARNING, () -> RateLimit.withCount(code + ": " + text, suppressed)));
    }

    private static void debug(Supplier<String> text) {
        LOGGER.log(Level.DEBUG, text);
    }
}
