// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.settings.SettingSource;
import dev.cvr0.plugin.settings.PluginSettings;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;

/**
 * The plugin for a host without CDI: boots a CDI SE container, such as Weld SE, with the plugin in it. The container, a
 * Bean Validation provider and a policy (cvr0-catalog, or one of your own) must be on the class path.
 *
 * <p>Closing it withdraws the handlers and ends the container. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class StandalonePlugin implements AutoCloseable {

    private final SeContainer container;

    private StandalonePlugin(SeContainer container) {
        this.container = container;
    }

    /**
     * Begins with the host; everything else is optional.
     *
     * @param host is given the handlers when the plugin starts
     * @return what is to be started
     */
    public static Builder on(CommandRegistry host) {
        return new Builder(host);
    }

    /**
     * A bean of the container.
     *
     * @param <T> its type
     * @param type its type
     * @return the bean
     * @throws jakarta.enterprise.inject.UnsatisfiedResolutionException if there is none
     * @throws jakarta.enterprise.inject.AmbiguousResolutionException if there are several
     */
    public <T> T bean(Class<T> type) {
        return container.select(type).get();
    }

    /** Withdraws the handlers and ends the container. Closing again does nothing. */
    @Override
    public void close() {
        if (container.isRunning()) {
            container.close();
        }
    }

    /** What a standalone plugin is made from. For one thread. */
    public static final class Builder {

        // Weld's own would take the handlers away while a host that was told to stop still answers its last lines.
        private static final String WELD_SHUTDOWN_HOOK = "org.jboss.weld.se.shutdownHook";

        private final HostBeans beans = new HostBeans();

        private Builder(CommandRegistry host) {
            beans.put(CommandRegistry.class, host);
        }

        /**
         * Takes a policy in place of the one on the class path.
         *
         * @param policy decides what clients are told
         * @return this
         */
        public Builder policy(VersionPolicy policy) {
            beans.put(VersionPolicy.class, policy);
            return this;
        }

        /**
         * Takes settings in place of those that configuration gives.
         *
         * @param settings what is set about the plugin
         * @return this
         */
        public Builder settings(PluginSettings settings) {
            beans.put(PluginSettings.class, settings);
            return this;
        }

        /**
         * Takes configuration keys from here in place of MicroProfile Config.
         *
         * @param source where the keys come from
         * @return this
         */
        public Builder configuration(SettingSource source) {
            beans.put(SettingSource.class, source);
            return this;
        }

        /**
         * Boots the container and registers the handlers.
         *
         * @return the running plugin
         * @throws PluginStartException if anything is missing, ambiguous or badly set, with all that is wrong
         */
        public StandalonePlugin start() {
            try {
                SeContainer container = SeContainerInitializer.newInstance()
                        .addExtensions(beans)
                        .addProperty(WELD_SHUTDOWN_HOOK, false)
                        .initialize();
                container.select(Registrar.class).get().start();
                return new StandalonePlugin(container);
            } catch (RuntimeException e) {
                throw PluginStartException.in(e);
            }
        }
    }
}
