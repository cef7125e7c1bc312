// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.api.policy.Decision;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.policy.VersionService;
import dev.cvr0.plugin.handler.CvqHandler;
import dev.cvr0.plugin.handler.VerHandler;
import dev.cvr0.plugin.policy.PolicyService;
import dev.cvr0.plugin.registration.DeploymentValidator;
import dev.cvr0.plugin.registration.HostInstanceExtension;
import dev.cvr0.plugin.registration.PluginStartException;
import dev.cvr0.plugin.registration.Registrar;
import dev.cvr0.plugin.registration.SettingsProducer;
import dev.cvr0.plugin.settings.PluginSettings;
import dev.cvr0.plugin.validation.CvqRequestValidator;
import dev.cvr0.settings.SettingSource;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * The plugin for a host without CDI: boots a CDI SE container, such as Weld SE, with the plugin in it. The class path must
 * contain the container and a Bean Validation provider. The policy is a bean on the class path, such as the one
 * in cvr0-catalog, or is passed to the builder.
 *
 * {@snippet class="dev.cvr0.plugin.StandalonePluginTest" region="start"}
 *
 * <p>Thread-safe.
 *
 * @see CommandRegistry
 * @since 0.1
 */
public final class StandalonePlugin implements AutoCloseable {

    private static final String CDI_API = "jakarta.enterprise.inject.se.SeContainerInitializer";

    private final SeContainer container;

    private StandalonePlugin(SeContainer container) {
        this.container = container;
    }

    /**
     * Returns a builder for a host.
     *
     * @param host the registry of the host, in which the handlers are registered at startup
     * @return the builder
     * @throws PluginStartException if the CDI API is missing
     */
    public static Builder on(CommandRegistry host) {
        Objects.requireNonNull(host, "host");
        requireCdiApi();
        return new Builder(host);
    }

    // Without the API, the builder could not be loaded.
    private static void requireCdiApi() {
        try {
            Class.forName(CDI_API, false, StandalonePlugin.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw noCdi(CDI_API + " is missing", e);
        }
    }

    private static PluginStartException noCdi(String reason, Exception cause) {
        return new PluginStartException(
                List.of("CDI cannot start (" + reason
                        + "): put org.jboss.weld.se:weld-se-core and no other CDI implementation on the class path"),
                cause);
    }

    /** {@return the policy in use, with its decorators} */
    public VersionPolicy policy() {
        return container.select(VersionPolicy.class).get();
    }

    /** {@return the service that validates requests and decides about clients as configured} */
    public VersionService versions() {
        return container.select(VersionService.class).get();
    }

    /** Unregisters the handlers and shuts down the container. Repeated calls have no effect. */
    @Override
    public void close() {
        if (container.isRunning()) {
            container.close();
        }
    }

    /** Builds a standalone plugin. Not thread-safe. */
    public static final class Builder {

        // Weld's hook would unregister the handlers while a host that is shutting down still answers pending commands.
        private static final String WELD_SHUTDOWN_HOOK = "org.jboss.weld.se.shutdownHook";

        private static final Class<?>[] BEANS = {
            CvqHandler.class,
            CvqRequestValidator.class,
            DeploymentValidator.class,
            PolicyService.class,
            Registrar.class,
            SettingsProducer.class,
            VerHandler.class
        };

        private final HostInstanceExtension instances = new HostInstanceExtension(BEANS);

        private Builder(CommandRegistry host) {
            instances.replace(CommandRegistry.class, host);
        }

        /**
         * Replaces the policy on the class path.
         *
         * @param policy the policy
         * @return this builder
         */
        public Builder policy(VersionPolicy policy) {
            instances.replace(VersionPolicy.class, Objects.requireNonNull(policy, "policy"));
            return this;
        }

        /**
         * Replaces the settings that would be read from the source.
         *
         * @param settings the settings of the plugin
         * @return this builder
         */
        public Builder settings(PluginSettings settings) {
            instances.replace(PluginSettings.class, Objects.requireNonNull(settings, "settings"));
            return this;
        }

        /**
         * Replaces {@link SettingSource#platform()} as the source of settings.
         *
         * @param source the source
         * @return this builder
         */
        public Builder source(SettingSource source) {
            instances.replace(SettingSource.class, Objects.requireNonNull(source, "source"));
            return this;
        }

        /**
         * Adds an observer of decisions. It runs on the answering thread and must not block.
         *
         * @param observer the observer
         * @return this builder
         */
        public Builder onDecision(Consumer<Decision> observer) {
            instances.observe(Objects.requireNonNull(observer, "observer"));
            return this;
        }

        /**
         * Adds a bean, such as a command handler or a catalog listener, to the discovered beans of its type.
         *
         * @param <T> the type of the bean
         * @param type the type of the bean
         * @param instance the bean
         * @return this builder
         */
        public <T> Builder instance(Class<T> type, T instance) {
            instances.add(Objects.requireNonNull(type, "type"), Objects.requireNonNull(instance, "instance"));
            return this;
        }

        /**
         * Boots the container and registers the handlers.
         *
         * @return the running plugin
         * @throws PluginStartException if a bean is missing or ambiguous or a setting is invalid; the message lists all
         *     problems
         */
        public StandalonePlugin start() {
            try {
                SeContainer container = initializer()
                        .addExtensions(instances)
                        .addProperty(WELD_SHUTDOWN_HOOK, false)
                        .initialize();
                container.select(Registrar.class).get().start();
                return new StandalonePlugin(container);
            } catch (RuntimeException e) {
                throw PluginStartException.unwrap(e);
            }
        }

        private static SeContainerInitializer initializer() {
            try {
                return SeContainerInitializer.newInstance();
            } catch (IllegalStateException e) {
                throw noCdi(String.valueOf(e.getMessage()), e);
            }
        }
    }
}
