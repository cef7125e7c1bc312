// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.registration;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.api.host.DuplicateVerbException;
import dev.cvr0.api.host.Registration;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.protocol.Verb;
import dev.cvr0.plugin.base.PluginBean;
import dev.cvr0.plugin.base.PluginLog;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Registers every {@link CommandHandler} bean with the host when the application starts, and unregisters them when it stops.
 *
 * <p>The container triggers both with its {@code Startup} and {@code Shutdown} events. A host may also call
 * {@link #start} and {@link #stop}; repeated calls have no effect. Thread-safe.
 *
 * @see CommandRegistry
 * @since 0.1
 */
@PluginBean
public class Registrar {

    /**
     * The priority of the {@code Startup} observer: before observers without a priority, so that the registry is
     * complete when a host starts to serve in such an observer.
     */
    public static final int START_PRIORITY = 1000;

    /**
     * The priority of the {@code Shutdown} observer: after observers without a priority, so that a host that stops in
     * such an observer keeps its handlers until its sessions have ended.
     */
    public static final int STOP_PRIORITY = 4000;

    private final DeploymentValidator deployment;
    private final Deque<Registration> registrations = new ArrayDeque<>();

    @Inject
    Registrar(DeploymentValidator deployment) {
        this.deployment = deployment;
    }

    /**
     * Registers all handlers, or none.
     *
     * @throws PluginStartException if a bean is missing or ambiguous or a setting is invalid; the message lists all
     *     problems
     */
    public synchronized void start() {
        if (!registrations.isEmpty()) {
            return;
        }
        List<String> problems = deployment.validate();
        if (!problems.isEmpty()) {
            throw new PluginStartException(problems);
        }
        register(deployment.handlers(), deployment.host());
        logStart();
    }

    /** Unregisters all handlers in reverse order. */
    @PreDestroy
    public synchronized void stop() {
        if (registrations.isEmpty()) {
            return;
        }
        unregisterAll();
        PluginLog.stopped();
    }

    void start(@Observes @Priority(START_PRIORITY) Startup event) {
        start();
    }

    void stop(@Observes @Priority(STOP_PRIORITY) Shutdown event) {
        stop();
    }

    private void register(List<CommandHandler> handlers, CommandRegistry host) {
        for (CommandHandler handler : handlers) {
            try {
                registrations.push(host.register(handler));
            } catch (RuntimeException e) {
                unregisterAll();
                throw new PluginStartException(List.of(rejection(handler, e)), e);
            }
        }
    }

    private String rejection(CommandHandler handler, RuntimeException failure) {
        String reason = failure instanceof DuplicateVerbException duplicate
                ? DeploymentValidator.describe(duplicate)
                : failure.toString();
        return deployment.hostClassName() + " rejected " + CommandHandler.nameOf(handler) + ": " + reason;
    }

    private void unregisterAll() {
        while (!registrations.isEmpty()) {
            registrations.pop().close();
        }
    }

    private void logStart() {
        List<String> unknownKeys = deployment.unknownKeys();
        if (!unknownKeys.isEmpty()) {
            PluginLog.unknownKeys(unknownKeys);
        }
        List<String> unselectedPolicies = deployment.unselectedPolicies();
        if (!unselectedPolicies.isEmpty()) {
            PluginLog.unselectedPolicies(unselectedPolicies);
        }
        List<String> dialects =
                deployment.host().dialects().stream().map(Dialect::name).toList();
        PluginLog.started(
                deployment.handlers().stream()
                        .flatMap(handler -> handler.verbs().stream())
                        .map(Verb::name)
                        .sorted()
                        .toList(),
                deployment.policyDescription(),
                dialects);
        if (registrations.stream()
                .anyMatch(registration -> registration.replacedVerbs().contains(Verb.VER))) {
            PluginLog.replacedVer(deployment.hostClassName(), dialects);
        }
    }
}
