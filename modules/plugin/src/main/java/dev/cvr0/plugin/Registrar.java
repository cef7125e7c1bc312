// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.api.host.Registration;
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
 * Enters every {@link CommandHandler} bean in the host's registry when the application starts, and takes it out when
 * the application stops.
 *
 * <p>The container does both by its {@code Startup} and {@code Shutdown} events. Where it fires none, the host calls
 * {@link #start} and {@link #stop}. Calling either again does no harm. Safe for use by many threads.
 *
 * @since 0.1
 */
@Part
public class Registrar {

    /**
     * When {@code Startup} is observed: before observers without a priority, so that a host which begins to serve in one
     * of those finds its registry complete.
     */
    public static final int START_PRIORITY = 1000;

    /**
     * When {@code Shutdown} is observed: after observers without a priority, so that a host which stops in one of those
     * loses no handler from under a session.
     */
    public static final int STOP_PRIORITY = 4000;

    private final Wiring wiring;
    private final Deque<Registration> registrations = new ArrayDeque<>();

    @Inject
    Registrar(Wiring wiring) {
        this.wiring = wiring;
    }

    /**
     * Registers every handler, or none.
     *
     * @throws PluginStartException if anything is missing, ambiguous or badly set, with all that is wrong
     */
    public synchronized void start() {
        if (!registrations.isEmpty()) {
            return;
        }
        List<String> problems = wiring.problems();
        if (!problems.isEmpty()) {
            throw new PluginStartException(problems);
        }
        register(wiring.handlers(), wiring.host());
        PluginLog.started(wiring.verbs(), wiring.policyName());
    }

    /** Withdraws every handler, the last one first. */
    @PreDestroy
    public synchronized void stop() {
        if (registrations.isEmpty()) {
            return;
        }
        withdraw();
        PluginLog.stopped();
    }

    void start(@Observes @Priority(START_PRIORITY) Startup event) {
        start();
    }

    void stop(@Observes @Priority(STOP_PRIORITY) Shutdown event) {
        stop();
    }

    private void register(List<CommandHandler> handlers, CommandRegistry host) {
        try {
            handlers.forEach(handler -> registrations.push(host.register(handler)));
        } catch (RuntimeException e) {
            withdraw();
            throw new PluginStartException(List.of("the host's registry refused a handler: " + e.getMessage()), e);
        }
    }

    private void withdraw() {
        while (!registrations.isEmpty()) {
            registrations.pop().close();
        }
    }
}
