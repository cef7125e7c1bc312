// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.base;

import dev.cvr0.api.protocol.ErrorCode;
import dev.cvr0.api.protocol.Verb;
import dev.cvr0.api.text.RateLimit;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.module.ModuleDescriptor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** The log messages of the plugin. Events that a client causes are DEBUG. */
public final class PluginLog {

    private static final Logger LOG = System.getLogger("dev.cvr0.plugin");
    private static final String POLICY_FAILED = "CVR0-1004: ";
    private static final String OBSERVER_FAILED = "CVR0-1006: ";

    private PluginLog() {}

    /** Logs that the plugin has started. */
    public static void started(List<String> verbs, String policy, List<String> dialects) {
        LOG.log(
                Level.INFO,
                "CVR0-1001: CVR0 plugin {0} serves {1}; policy {2}; dialects of the host: {3}",
                version().orElse("(unpackaged)"),
                String.join(", ", verbs),
                policy,
                dialects.isEmpty() ? "none" : String.join(", ", dialects));
    }

    /** Logs that the plugin has stopped. */
    public static void stopped() {
        LOG.log(Level.INFO, "CVR0-1002: CVR0 plugin stopped");
    }

    /** Logs a request that failed validation. */
    public static void refused(Verb verb, ErrorCode code, List<String> descriptions) {
        LOG.log(
                Level.DEBUG,
                () -> "CVR0-1003: " + verb + " refused with " + code + ": " + String.join("; ", descriptions));
    }

    /**
     * Logs a failed policy call. Clients determine the rate of failures, so suppressed messages are DEBUG.
     *
     * @param suppressed the number of suppressed messages; empty if this message is suppressed
     */
    public static void policyFailed(Throwable failure, OptionalLong suppressed) {
        failed(
                Level.ERROR,
                POLICY_FAILED,
                () -> "the version policy failed: " + failure.getMessage(),
                failure,
                suppressed);
    }

    /** Logs the first success after a failure that was logged as an error. */
    public static void policyRecovered() {
        LOG.log(Level.INFO, "CVR0-1005: the version policy has recovered");
    }

    /**
     * Logs an exception of an observer of decisions.
     *
     * @param suppressed the number of suppressed messages; empty if this message is suppressed
     */
    public static void observerFailed(RuntimeException failure, OptionalLong suppressed) {
        failed(Level.WARNING, OBSERVER_FAILED, () -> "an observer of Decision failed: " + failure, failure, suppressed);
    }

    /** Logs keys that are set but not declared by any module. */
    public static void unknownKeys(List<String> problems) {
        LOG.log(Level.WARNING, () -> "CVR0-1007: settings are ignored: " + String.join(", ", problems));
    }

    /** Logs that the plugin answers VER in place of the host. Without dialects, no client can sign in to the host. */
    public static void replacedVer(String host, List<String> dialects) {
        LOG.log(
                dialects.isEmpty() ? Level.WARNING : Level.INFO,
                () -> "CVR0-1008: " + host + " replaced the host's own handler of VER: clients can sign in only with "
                        + (dialects.isEmpty() ? "no dialect" : String.join(", ", dialects))
                        + "; return every dialect of the host from dialects()");
    }

    /** Logs policies that are not used, although they are beans. */
    public static void unselectedPolicies(List<String> policies) {
        LOG.log(
                Level.WARNING,
                () -> "CVR0-1009: a policy that is an @Alternative without a @Priority is not used: "
                        + String.join(", ", policies)
                        + "; add @Priority(1) to its class, because an entry in beans.xml applies to its own archive only");
    }

    /** Logs that discovery did not find the beans of the plugin. */
    public static void undiscovered(String location) {
        LOG.log(
                Level.WARNING,
                () -> "CVR0-1010: the plugin does not start, because the container did not discover the beans in "
                        + location
                        + ": beans in nested JARs are not discovered; start the plugin with StandalonePlugin, or start"
                        + " with separate JARs on the class path");
    }

    private static void failed(
            Level level, String code, Supplier<String> text, Throwable cause, OptionalLong suppressed) {
        LOG.log(
                suppressed.isPresent() ? level : Level.DEBUG,
                () -> RateLimit.withCount(code + text.get(), suppressed.orElse(0)));
        LOG.log(Level.DEBUG, code + "cause", cause);
    }

    // A package in a named module has no attributes of the manifest.
    private static Optional<String> version() {
        return Optional.ofNullable(PluginLog.class.getModule().getDescriptor())
                .flatMap(ModuleDescriptor::rawVersion)
                .or(() -> Optional.ofNullable(PluginLog.class.getPackage().getImplementationVersion()));
    }
}
