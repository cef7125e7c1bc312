// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.registration;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.api.host.DuplicateVerbException;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.protocol.Verb;
import dev.cvr0.plugin.base.PluginBean;
import dev.cvr0.plugin.settings.PluginSettings;
import dev.cvr0.plugin.validation.CvqRequestValidator;
import dev.cvr0.settings.InvalidSettingsException;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.settings.SettingsTable;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.InjectionException;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.validation.NoProviderFoundException;
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
    private final Instance<CvqRequestValidator> validator;
    private final BeanManager beans;
    private final Optional<DiscoveryExtension> discovery;

    @Inject
    DeploymentValidator(
            Instance<CommandRegistry> hosts,
            Instance<VersionPolicy> policies,
            Instance<PluginSettings> settings,
            Instance<SettingSource> source,
            @Any Instance<SettingsTable> tables,
            @Any Instance<CommandHandler> handlers,
            Instance<CvqRequestValidator> validator,
            BeanManager beans) {
        this.beans = beans;
        this.discovery = discovery(beans);
        this.host = new SingletonBeanCheck<>(
                CommandRegistry.class,
                hosts,
                beans,
                adviceFor(
                        CommandRegistry.class, "implement it in the emulator, as an adapter of its command dispatch"));
        this.policy = new SingletonBeanCheck<>(VersionPolicy.class, policies, beans, adviceForPolicy());
        this.settings = settings;
        this.source = source;
        this.tables = tables;
        this.validator = validator;
        // Sorted, because the order of a container may change between starts.
        this.handlers = handlers.handlesStream()
                .sorted(comparing(handle -> handle.getBean().getBeanClass().getName()))
                .toList();
    }

    CommandRegistry host() {
        return host.get();
    }

    String hostClassName() {
        return host.className();
    }

    List<CommandHandler> handlers() {
        List<CommandHandler> all = new ArrayList<>();
        handlers.forEach(handle -> all.add(handle.get()));
        return all;
    }

    /** Returns all problems together, so that they can be fixed in one pass. */
    List<String> validate() {
        List<String> problems = new ArrayList<>();
        host.validate()
                .or(() -> failureOf(() -> host.get().dialects())
                        .map(failure -> failedAtStartup(host.className(), failure)))
                .ifPresent(problems::add);
        policy.validate()
                .or(() -> failureOf(() -> policy.get().mayBlock())
                        .map(failure -> failedAtStartup(policy.className(), failure)))
                .ifPresent(problems::add);
        failureOf(settings::get).map(DeploymentValidator::invalidSettings).ifPresent(problems::add);
        failureOf(validator::get)
                .filter(NoProviderFoundException.class::isInstance)
                .ifPresent(failure -> problems.add(DiscoveryExtension.NO_BEAN_VALIDATION));
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
        boolean produced = !VersionPolicy.class.isAssignableFrom(policy.bean().getBeanClass());
        String name = produced ? "produced by " + policy.className() : policy.className();
        String decorators = beans.resolveDecorators(Set.of(VersionPolicy.class)).stream()
                .map(decorator -> decorator.getBeanClass().getName())
                .collect(joining(", "));
        if (decorators.isEmpty()) {
            return name;
        }
        boolean decorated = !produced
                && discovery.map(found -> found.isManaged(policy.bean())).orElse(true);
        return decorated
                ? name + " decorated by " + decorators
                : name + " not decorated by " + decorators
                        + " (decorators apply only to a policy that the container creates from its class)";
    }

    /** Returns the classes of policies that the container does not select, because they are alternatives without a priority. */
    List<String> unselectedPolicies() {
        return unselected(VersionPolicy.class);
    }

    private String adviceFor(Class<?> type, String implement) {
        List<String> unselected = unselected(type);
        return unselected.isEmpty()
                ? implement
                        + ". If the class exists, add a scope such as @ApplicationScoped to it"
                        + " and a META-INF/beans.xml to its archive (WEB-INF/beans.xml in a WAR)"
                : String.join(", ", unselected) + " is an @Alternative without a @Priority: add @Priority(1) to it";
    }

    private String adviceForPolicy() {
        return discovery.map(DiscoveryExtension::archiveDiscovered).orElse(true)
                ? adviceFor(VersionPolicy.class, "add the dependency cvr0-catalog or implement a policy")
                : "the container did not discover the beans of the application, because their JARs are nested in another"
                        + " JAR or have no META-INF/beans.xml (cvr0-plugin: " + DiscoveryExtension.location()
                        + "). Pass the policy to StandalonePlugin.Builder.policy, or start with separate JARs on the class"
                        + " path";
    }

    private List<String> unselected(Class<?> type) {
        return discovery.map(DiscoveryExtension::alternatives).orElse(Set.of()).stream()
                .filter(type::isAssignableFrom)
                .filter(alternative -> beans.getBeans(alternative, Any.Literal.INSTANCE).stream()
                        .noneMatch(bean -> bean.getBeanClass() == alternative))
                .map(Class::getName)
                .sorted()
                .toList();
    }

    // ArC has no portable extensions.
    private static Optional<DiscoveryExtension> discovery(BeanManager beans) {
        try {
            return Optional.of(beans.getExtension(DiscoveryExtension.class));
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void addDuplicates(List<String> problems) {
        // A handler cannot be created if its dependency is missing, which is already in the list.
        boolean complete = problems.isEmpty();
        Map<Verb, CommandHandler> serving = new HashMap<>();
        for (Instance.Handle<CommandHandler> handle : handlers) {
            SingletonBeanCheck.scopeProblem(handle.getBean(), beans)
                    .or(() -> failureOf(() -> addVerbs(handle.get(), serving))
                            .filter(failure -> complete || failure instanceof DuplicateVerbException)
                            .map(failure -> describe(handle, failure)))
                    .ifPresent(problems::add);
        }
    }

    private static void addVerbs(CommandHandler handler, Map<Verb, CommandHandler> serving) {
        for (Verb verb : handler.verbs()) {
            CommandHandler other = serving.putIfAbsent(verb, handler);
            if (other != null) {
                throw new DuplicateVerbException(verb, other, handler);
            }
        }
    }

    private static String invalidSettings(Throwable failure) {
        return failure instanceof InvalidSettingsException
                ? String.valueOf(failure.getMessage())
                : failedAtStartup(PluginSettings.class.getName(), failure);
    }

    private static String describe(Instance.Handle<CommandHandler> handle, Throwable failure) {
        return failure instanceof DuplicateVerbException duplicate
                ? describe(duplicate)
                : failedAtStartup(handle.getBean().getBeanClass().getName(), failure);
    }

    static String describe(DuplicateVerbException duplicate) {
        return duplicate.verb().equals(Verb.CVR)
                ? duplicate.getMessage() + ", or set cvr0.cvr.sessions=none"
                : String.valueOf(duplicate.getMessage());
    }

    // The message of an application's exception explains itself; a JDK exception needs its type.
    private static String failedAtStartup(String subject, Throwable failure) {
        boolean fromJdk = failure.getClass().getName().startsWith("java.");
        return subject + " failed at startup: " + (fromJdk ? failure : failure.getMessage());
    }

    private static Optional<Throwable> failureOf(Runnable attempt) {
        try {
            attempt.run();
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(unwrap(e));
        }
    }

    // Containers wrap the exception of a bean.
    private static Throwable unwrap(Throwable failure) {
        return failure instanceof InjectionException && failure.getCause() != null
                ? unwrap(failure.getCause())
                : failure;
    }
}
