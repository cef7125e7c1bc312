// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.access;

import dev.cvr0.api.text.RateLimit;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;

/** Log messages about users and the audit log. */
final class AccessLog {

    private static final Logger LOGGER = System.getLogger("dev.cvr0.admin");

    private final RateLimit rejected = new RateLimit();
    private final RateLimit notAuthenticated = new RateLimit();
    private final RateLimit auditFailures = new RateLimit();

    void changed(AuditEntry entry) {
        LOGGER.log(Level.INFO, () -> "CVR0-6002: " + entry);
    }

    void rejected(AuditEntry entry) {
        limited(rejected, Level.INFO, () -> "CVR0-6003: rejected: " + entry);
    }

    void notAuthenticated(String address) {
        limited(
                notAuthenticated,
                Level.WARNING,
                () -> "CVR0-6004: an HTTP request from " + address
                        + " has no valid token; if this repeats, block the address");
    }

    void invalidTokens(String problem) {
        LOGGER.log(Level.ERROR, () -> "CVR0-6005: " + problem + ". The previous tokens stay valid");
    }

    void tokensRead(int count) {
        LOGGER.log(Level.INFO, () -> "CVR0-6006: read the file of the tokens again, tokens: " + count);
    }

    void notWritten(AuditEntry entry, String reason) {
        LOGGER.log(
                Level.ERROR,
                () -> "CVR0-6007: the audit log cannot be written: " + reason
                        + ". Changes are refused until it can be written. Not written yet: " + entry);
    }

    void rejectionNotWritten(String reason) {
        limited(auditFailures, Level.ERROR, () -> "CVR0-6008: rejected requests cannot be recorded: " + reason);
    }

    void refused(String reason) {
        limited(
                auditFailures,
                Level.ERROR,
                () -> "CVR0-6009: changes are refused, because the audit log cannot be written: " + reason);
    }

    private static void limited(RateLimit limit, Level level, Supplier<String> message) {
        limit.tryAcquire().ifPresent(suppressed -> LOGGER.log(level, RateLimit.withCount(message.get(), suppressed)));
    }
}
