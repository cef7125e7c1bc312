// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import static java.util.Comparator.comparing;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.api.host.DuplicateVerbException;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.protocol.Verb;
import dev.cvr0.plugin.settings.PluginSettings;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.InjectionException;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the application put around the plugin, and everything that is wrong with it. */
@Part
class Wiring {

    private final SoleBean<CommandRegistry> host;
    private final SoleBean<VersionPolicy> policy;
    private final Instance<PluginSettings> settings;
    private final List<? extends Instance.Handle<CommandHandler>> handlers;

    @Inject
    Wiring(
            Instance<CommandRegistry> hosts,
            Instance<VersionPolicy> policies,
            Instance<PluginSettings> settings,
            @Any Instance<CommandHandler> handlers) {
        this.host = new SoleBean<>(CommandRegistry.class, hosts, "the host implements it over its dispatch table");
        this.policy = new SoleBean<>(VersionPolicy.class, policies, "add cvr0-catalog, or a policy of your own");
        this.settings = settings;
        // A container hands them out in any order, today's not always tomorrow's: reports and registrations keep one.
        this.handlers = handlers.handlesStream()
                .sorted(comparing(handle -> handle.getBean().getBeanClass().getName()))
                .toList();
    }

    CommandRegistry host() {
        return host.get();
    }

    String policyName() {
        return policy.className();
    }

    List<CommandHandler> handlers() {
        List<CommandHandler> all = new ArrayList<>();
        handlers.forEach(handle -> all.add(handle.get()));
        return all;
    }

    List<Verb> verbs() {
        return handlers().stream().flatMap(handler -> handler.verbs().stream()).toList();
    }

    /** Everything at once, so that nobody mends one thing only to meet the next. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        host.findProblem().ifPresent(problems::add);
        policy.findProblem()
                .or(() -> findFault(() -> policy.get().mayBlock())
                        .map(fault -> policy.className() + ": " + fault.getMessage()))
                .ifPresent(problems::add);
        findFault(settings::get).map(Throwable::getMessage).ifPresent(problems::add);
        addDuplicates(problems);
        return problems;
    }

    private void addDuplicates(List<String> problems) {
        // A handler that needs what is missing cannot be made either; that has been said once.
        boolean whole = problems.isEmpty();
        Map<Verb, CommandHandler> serving = new HashMap<>();
        for (Instance.Handle<CommandHandler> handle : handlers) {
            findFault(() -> claim(handle.get(), serving))
                    .filter(fault -> whole || fault instanceof DuplicateVerbException)
                    .ifPresent(fault -> problems.add(fault.getMessage()));
        }
    }

    private static void claim(CommandHandler handler, Map<Verb, CommandHandler> serving) {
        for (Verb verb : handler.verbs()) {
            CommandHandler other = serving.putIfAbsent(verb, handler);
            if (other != null) {
                throw new DuplicateVerbException(verb, other, handler);
            }
        }
    }

    private static Optional<Throwable> findFault(Runnable attempt) {
        try {
            attempt.run();
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(withoutContainer(e));
        }
    }

    // What the container wraps around the exception of a bean says nothing to a user.
    private static Throwable withoutContainer(Throwable fault) {
        return fault instanceof InjectionException && fault.getCause() != null
                ? withoutContainer(fault.getCause())
                : fault;
    }
}
