// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Dependence;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.plugin.settings.PluginSettings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Decorator;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls the injected policy: directly if it never waits, otherwise on a thread of its own for as long as the timeout
 * allows. A policy that hangs costs a bounded number of threads and nothing else.
 */
@Part
class PolicyCall {

    private static final int QUEUED_PER_THREAD = 4;
    private static final long IDLE_SECONDS = 30;

    private final VersionPolicy policy;
    private final boolean declared;
    private final boolean mayBlock;
    private final Duration timeout;
    private final ThreadPoolExecutor threads;

    @Inject
    PolicyCall(Instance<VersionPolicy> policies, BeanManager beans, PluginSettings settings) {
        policy = policies.get();
        declared = beans.resolveDecorators(Set.of(VersionPolicy.class)).stream().allMatch(PolicyCall::declares);
        mayBlock = policy.mayBlock();
        timeout = settings.policy().timeout();
        int most = settings.policy().threads();
        threads = new ThreadPoolExecutor(
                most,
                most,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(most * QUEUED_PER_THREAD),
                PolicyThreads.factory());
        threads.allowCoreThreadTimeOut(true);
    }

    boolean mayBlock() {
        return mayBlock;
    }

    /** What the verdicts depend on; everything, if the policy cannot say. */
    Dependence dependence() {
        try {
            Dependence dependence = declared ? policy.dependence() : Dependence.onEverything();
            return dependence == null ? Dependence.onEverything() : dependence;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            PluginLog.noDependence(e);
            return Dependence.onEverything();
        }
    }

    /** Throws PolicyFailure, and nothing else, if there is no verdict. */
    Verdict decide(ClientProfile client) {
        Verdict verdict = mayBlock ? waitFor(client) : call(client);
        if (verdict == null) {
            throw new PolicyFailure("it answered null");
        }
        return verdict;
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }

    // A container takes the declaration of what is decorated for that of a decorator which has none.
    private static boolean declares(Decorator<?> decorator) {
        return Arrays.stream(decorator.getBeanClass().getMethods())
                .anyMatch(method ->
                        method.getName().equals("dependence") && method.getDeclaringClass() != VersionPolicy.class);
    }

    private Verdict call(ClientProfile client) {
        try {
            return policy.decide(client);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            throw new PolicyFailure("it threw " + e, e);
        }
    }

    private Verdict waitFor(ClientProfile client) {
        Future<Verdict> verdict = submit(client);
        try {
            return verdict.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new PolicyFailure("it did not answer within " + timeout.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw new PolicyFailure("it threw " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PolicyFailure("the wait for it was interrupted", e);
        } finally {
            verdict.cancel(true);
        }
    }

    private Future<Verdict> submit(ClientProfile client) {
        try {
            return threads.submit(() -> policy.decide(client));
        } catch (RejectedExecutionException e) {
            throw new PolicyFailure("all of its " + threads.getMaximumPoolSize() + " threads are busy", e);
        }
    }
}
