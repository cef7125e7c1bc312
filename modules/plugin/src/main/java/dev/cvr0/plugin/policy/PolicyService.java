// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.policy;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Decision;
import dev.cvr0.api.policy.Decision.Outcome;
import dev.cvr0.api.policy.InvalidRequest;
import dev.cvr0.api.policy.RequestResult;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.Verdict.Refused;
import dev.cvr0.api.policy.Verdict.UnknownClient;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.policy.VersionService;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.protocol.ErrorCode;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.api.protocol.Reply.Refusal;
import dev.cvr0.api.protocol.Verb;
import dev.cvr0.api.text.RateLimit;
import dev.cvr0.plugin.base.PluginBean;
import dev.cvr0.plugin.base.PluginLog;
import dev.cvr0.plugin.settings.AfterUnknownClient;
import dev.cvr0.plugin.settings.PluginSettings;
import dev.cvr0.plugin.settings.PolicySettings;
import dev.cvr0.plugin.validation.CvqRequest;
import dev.cvr0.plugin.validation.CvqRequestValidator;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Validates requests, calls the injected policy, and turns each outcome into a decision: applies the mode for unknown
 * clients, replaces a failure by the fallback advice, and publishes the decision. Thread-safe.
 */
@PluginBean
public class PolicyService implements VersionService {

    private final CvqRequestValidator validator;
    private final PolicyInvoker policy;
    private final Consumer<Decision> observers;
    private final PolicySettings settings;
    private final AfterUnknownClient afterUnknownClient;
    private final RateLimit policyFailures = new RateLimit();
    private final RateLimit observerFailures = new RateLimit();
    // true from an error message until the next answer
    private final AtomicBoolean reported = new AtomicBoolean();

    @Inject
    PolicyService(
            CvqRequestValidator validator,
            Instance<VersionPolicy> policies,
            Event<Decision> decisions,
            PluginSettings settings) {
        this(
                validator,
                PolicyInvoker.of(policies.get(), settings.policy()),
                decisions::fire,
                settings.policy(),
                settings.cvq().afterUnknownClient());
    }

    private PolicyService(
            CvqRequestValidator validator,
            PolicyInvoker policy,
            Consumer<Decision> observers,
            PolicySettings settings,
            AfterUnknownClient afterUnknownClient) {
        this.validator = validator;
        this.policy = policy;
        this.observers = observers;
        this.settings = settings;
        this.afterUnknownClient = afterUnknownClient;
    }

    @Override
    public VersionService preview(VersionPolicy other) {
        return new PolicyService(validator, PolicyInvoker.direct(other), decision -> {}, settings, afterUnknownClient);
    }

    @Override
    public CompletionStage<Decision> decide(Verb verb, ClientProfile client) {
        long start = System.nanoTime();
        return policy.invoke(client)
                .handle((verdict, failure) -> verdict == null
                        ? afterFailure(verb, client, failure, start)
                        : conclude(verb, client, verdict, start));
    }

    @Override
    public CompletionStage<RequestResult> respond(Command request, List<Dialect> offered, InetAddress remoteAddress) {
        long start = System.nanoTime();
        CvqRequest parameters = CvqRequest.of(request);
        Optional<InvalidRequest> error = validator.validate(parameters);
        if (error.isPresent()) {
            return CompletableFuture.completedStage(
                    reject(request.verb(), error.get(), parameters, offered, remoteAddress, start));
        }
        return decide(request.verb(), parameters.profile(offered, remoteAddress))
                .thenApply(decision -> decision);
    }

    @Override
    public Reply reply(Command request, RequestResult result) {
        if (result instanceof Decision decision && decision.verdict() instanceof Advice advice) {
            return request.answer(advice.parameters()).andClose();
        }
        ErrorCode code = result.error().orElse(ErrorCode.SERVER_FAILURE);
        Refusal refusal = request.refuse(code);
        return request.verb().equals(Verb.CVQ) && staysOpenAfter(code) ? refusal : refusal.andClose();
    }

    private boolean staysOpenAfter(ErrorCode code) {
        return code.equals(ErrorCode.UNKNOWN_LOCALE)
                || (code.equals(ErrorCode.UNKNOWN_CLIENT) && afterUnknownClient == AfterUnknownClient.STAY_OPEN);
    }

    @PreDestroy
    void close() {
        policy.close();
    }

    // Only the version cannot be parsed, so there is a client to decide about.
    private RequestResult reject(
            Verb verb,
            InvalidRequest error,
            CvqRequest parameters,
            List<Dialect> offered,
            InetAddress remoteAddress,
            long start) {
        PluginLog.refused(verb, error.code(), error.descriptions());
        if (!error.code().equals(ErrorCode.UNKNOWN_CLIENT)) {
            return error;
        }
        Verdict unknown = new UnknownClient(String.join("; ", error.descriptions()));
        return publish(verb, parameters.profile(offered, remoteAddress), unknown, Outcome.REFUSED, start);
    }

    private Decision conclude(Verb verb, ClientProfile client, Verdict verdict, long start) {
        if (reported.get() && reported.compareAndSet(true, false)) {
            PluginLog.policyRecovered();
        }
        Verdict concluded = verdict instanceof UnknownClient unknown
                ? settings.unknownClients()
                        .verdictFor(unknown, client, settings.unknownDownloadUrl(), settings.unknownFallbackUrl())
                : verdict;
        return publish(verb, client, concluded, outcome(verdict, concluded), start);
    }

    private static Outcome outcome(Verdict verdict, Verdict concluded) {
        if (verdict instanceof Advice) {
            return Outcome.DECIDED;
        }
        return concluded instanceof Advice ? Outcome.UNKNOWN_CLIENT_ALLOWED : Outcome.REFUSED;
    }

    private Decision afterFailure(Verb verb, ClientProfile client, Throwable failure, long start) {
        OptionalLong suppressed = policyFailures.tryAcquire();
        if (suppressed.isPresent()) {
            reported.set(true);
        }
        PluginLog.policyFailed(failure, suppressed);
        Optional<Advice> fallback = settings.fallbackAdvice();
        return fallback.isPresent()
                ? publish(verb, client, fallback.get(), Outcome.FALLBACK, start)
                : publish(
                        verb, client, new Refused("the policy failed: " + failure.getMessage()), Outcome.FAILED, start);
    }

    // An exception of an observer does not change the answer.
    private Decision publish(Verb verb, ClientProfile client, Verdict verdict, Outcome outcome, long start) {
        Duration duration = Duration.ofNanos(System.nanoTime() - start);
        Decision decision = new Decision(verb, client, verdict, outcome, duration);
        try {
            observers.accept(decision);
        } catch (RuntimeException e) {
            PluginLog.observerFailed(e, observerFailures.tryAcquire());
        }
        return decision;
    }
}
