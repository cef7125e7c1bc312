// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import dev.cvr0.api.protocol.Verb;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.stream.Collectors;

/** What the plugin says to the operator: codes CVR0-1001 to CVR0-1999. What a client causes is DEBUG. */
final class PluginLog {

    private static final Logger LOG = System.getLogger("dev.cvr0.plugin");

    private PluginLog() {}

    static void started(Collection<Verb> verbs, String policy) {
        String version = PluginLog.class.getPackage().getImplementationVersion();
        LOG.log(
                Level.INFO,
                "CVR0-1001: CVR0 plugin {0} serves {1}, policy {2}",
                version == null ? "(unpackaged)" : version,
                verbs.stream().map(Verb::name).sorted().collect(Collectors.joining(", ")),
                policy);
    }

    static void stopped() {
        LOG.log(Level.INFO, "CVR0-1002: CVR0 plugin withdrawn");
    }

    static void refused(Verb verb, CvqFault fault) {
        LOG.log(
                Level.DEBUG,
                () -> "CVR0-1003: " + verb + " refused with " + fault.code() + ": "
                        + String.join("; ", fault.descriptions()));
    }

    // Clients set the pace of failures, so only the first of a row is loud.
    static void policyFailed(PolicyFailure failure, boolean first) {
        LOG.log(
                first ? Level.ERROR : Level.DEBUG,
                () -> "CVR0-1004: the version policy failed: " + failure.getMessage()
                        + (first ? " (further failures are logged at DEBUG until it answers again)" : ""));
        LOG.log(Level.DEBUG, "CVR0-1004: cause", failure);
    }

    static void policyRecovered() {
        LOG.log(Level.INFO, "CVR0-1005: the version policy answers again");
    }

    static void observerFailed(RuntimeException failure) {
        LOG.log(Level.WARNING, () -> "CVR0-1006: an observer of Decision threw " + failure);
        LOG.log(Level.DEBUG, "CVR0-1006: cause", failure);
    }

    static void noDependence(Throwable failure) {
        LOG.log(Level.DEBUG, "CVR0-1008: the version policy does not say what it depends on: nothing is kept", failure);
    }

    static void noConfiguration(Throwable reason) {
        LOG.log(Level.DEBUG, () -> "CVR0-1007: no MicroProfile Config here, every default holds: " + reason);
    }
}
