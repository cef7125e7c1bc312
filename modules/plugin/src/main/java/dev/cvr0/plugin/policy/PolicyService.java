// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.policy;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Decision;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.Verdict.UnknownClient;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.text.RateLimit;
import dev.cvr0.plugin.base.PluginBean;
import dev.cvr0.plugin.base.PluginLog;
import dev.cvr0.plugin.settings.PluginSettings;
import dev.cvr0.plugin.settings.PolicySettings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Calls the injected policy and turns each outcome into a verdict: applies the mode for unknown clients, replaces a
 * failure by the fallback advice, and publishes the decision. Thread-safe.
 */
@PluginBean
public class PolicyService {

    private final PolicyInvoker policy;
    private final Event<Decision> decisions;
    private final PolicySettings settings;
    private final RateLimit policyFailures = new RateLimit();
    private final RateLimit observerFailures = new RateLimit();
    // true from an error message until the next answer
    private final AtomicBoolean reported = new AtomicBoolean();

    @Inject
    PolicyService(Instance<VersionPolicy> policies, Event<Decision> decisions, PluginSettings settings) {
        this.policy = PolicyInvoker.of(policies.get(), settings.policy());
        this.decisions = decisions;
        this.settings = settings.policy();
    }

    /**
     * Decides for one client without blocking the caller.
     *
     * @param client the client
     * @return the verdict to send; empty if the policy failed and no fallback advice is configured. Already completed
     *     if the policy does not block, otherwise completed on a thread of the plugin
     */
    public CompletionStage<Optional<Verdict>> decide(ClientProfile client) {
        return policy.invoke(client).handle((verdict, failure) -> conclude(client, verdict, failure));
    }

    @PreDestroy
    void close() {
        policy.close();
    }

    private Optional<Verdict> conclude(ClientProfile client, @Nullable Verdict verdict, @Nullable Throwable failure) {
        Optional<Verdict> concluded = verdict == null
                ? settings.fallbackAdvice().map(Verdict.class::cast)
                : Optional.of(applyUnknownClientMode(verdict, client));
        logFailures(failure);
        concluded.ifPresent(decided -> publish(client, decided));
        return concluded;
    }

    // An exception of an observer does not change the answer.
    private void publish(ClientProfile client, Verdict verdict) {
        try {
            decisions.fire(new Decision(client, verdict));
        } catch (RuntimeException e) {
            PluginLog.observerFailed(e, observerFailures.tryAcquire());
        }
    }

    private void logFailures(@Nullable Throwable failure) {
        if (failure != null) {
            OptionalLong suppressed = policyFailures.tryAcquire();
            if (suppressed.isPresent()) {
                reported.set(true);
            }
            PluginLog.policyFailed(failure, suppressed);
        } else if (reported.get() && reported.compareAndSet(true, false)) {
            PluginLog.policyRecovered();
        }
    }

    private Verdict applyUnknownClientMode(Verdict verdict, ClientProfile client) {
        return verdict instanceof UnknownClient unknown
                ? settings.unknownClients()
                        .verdictFor(unknown, client, settings.unknownDownloadUrl(), settings.unknownFallbackUrl())
                : verdict;
    }
}
