// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.registration;

import static java.util.Comparator.comparing;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.api.host.DuplicateVerbException;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.protocol.Verb;
import dev.cvr0.plugin.base.PluginBean;
import dev.cvr0.plugin.settings.PluginSettings;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.settings.SettingsTable;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.InjectionException;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Validates the beans that the application provides for the plugin, and describes them for the log. */
@PluginBean
public class DeploymentValidator {

    private final SingletonBeanCheck<CommandRegistry> host;
    private final SingletonBeanCheck<VersionPolicy> policy;
    private final Instance<PluginSettings> settings;
    private final Instance<SettingSource> source;
    private final Instance<SettingsTable> tables;
    private final List<? extends Instance.Handle<CommandHandler>> handlers;
    private final BeanManager beans;

    @Inject
    DeploymentValidator(
            Instance<CommandRegistry> hosts,
            Instance<VersionPolicy> policies,
            Instance<PluginSettings> settings,
            Instance<SettingSource> source,
            @Any Instance<SettingsTable> tables,
            @Any Instance<CommandHandler> handlers,
            BeanManager beans) {
        this.host = new SingletonBeanCheck<>(
                CommandRegistry.class, hosts, "the host implements it over its dispatch table");
        this.policy =
                new SingletonBeanCheck<>(VersionPolicy.class, policies, "add cvr0-catalog, or a policy of your own");
        this.settings = settings;
        this.source = source;
        this.tables = tables;
        this.beans = beans;
        // The order of a container may change between starts; reports and registrations must not.
        this.handlers = handlers.handlesStream()
                .sorted(comparing(handle -> handle.getBean().getBeanClass().getName()))
                .toList();
    }

    CommandRegistry host() {
        return host.get();
    }

    List<CommandHandler> handlers() {
        List<CommandHandler> all = new ArrayList<>();
        handlers.forEach(handle -> all.add(handle.get()));
        return all;
    }

    /** Returns all problems together, so that a user can fix them in one pass. */
    List<String> validate() {
        List<String> problems = new ArrayList<>();
        host.validate()
                .or(() -> failureOf(() -> host.get().dialects())
                        .map(failure -> host.className() + ": " + failure.getMessage()))
                .ifPresent(problems::add);
        policy.validate()
                .or(() -> failureOf(() -> policy.get().mayBlock())
                        .map(failure -> policy.className() + ": " + failure.getMessage()))
                .ifPresent(problems::add);
        failureOf(settings::get).map(Throwable::getMessage).ifPresent(problems::add);
        addDuplicates(problems);
        return problems;
    }

    /** Returns the keys that are set but belong to no module of the application. */
    List<String> unknownKeys() {
        return SettingsTable.join(tables.stream().toList())
                .unknownKeys(source.get().keys());
    }

    /** Returns the class of the policy, with its decorators from the outermost to the innermost. */
    String policyDescription() {
        List<String> decorators = beans.resolveDecorators(Set.of(VersionPolicy.class)).stream()
                .map(decorator -> decorator.getBeanClass().getName())
                .toList();
        return decorators.isEmpty()
                ? policy.className()
                : policy.className() + " decorated by " + String.join(", ", decorators);
    }

    private void addDuplicates(List<String> problems) {
        // A handler whose dependency is missing cannot be created either; that problem is already in the list.
        boolean complete = problems.isEmpty();
        Map<Verb, CommandHandler> serving = new HashMap<>();
        for (Instance.Handle<CommandHandler> handle : handlers) {
            failureOf(() -> claim(handle.get(), serving))
                    .filter(failure -> complete || failure instanceof DuplicateVerbException)
                    .ifPresent(failure -> problems.add(failure.getMessage()));
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

    private static Optional<Throwable> failureOf(Runnable attempt) {
        try {
            attempt.run();
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(withoutContainer(e));
        }
    }

    // The container's wrapper around the exception of a bean does not help a user.
    private static Throwable withoutContainer(Throwable failure) {
        return failure instanceof InjectionException && failure.getCause() != null
                ? withoutContainer(failure.getCause())
                : failure;
    }
}
