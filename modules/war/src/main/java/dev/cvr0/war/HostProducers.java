// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.war;

import dev.cvr0.admin.HttpApi;
import dev.cvr0.admin.access.ManagementAccess;
import dev.cvr0.admin.management.DecisionStatistics;
import dev.cvr0.admin.management.Management;
import dev.cvr0.api.policy.Decision;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.policy.VersionService;
import dev.cvr0.host.HandlerRegistry;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.settings.SettingsTable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Produces the beans that the host and the plugin share. */
@ApplicationScoped
class HostProducers {

    private final DecisionStatistics statistics = new DecisionStatistics();

    @Produces
    @Singleton
    SettingsTable table() {
        return DeploymentSettings.TABLE;
    }

    @Produces
    @Singleton
    DeploymentSettings settings(SettingSource source) {
        return DeploymentSettings.read(source);
    }

    @Produces
    @Singleton
    HttpApi api(
            VersionService versions,
            Instance<VersionPolicy> policies,
            DeploymentSettings settings,
            SettingSource source) {
        // Instance, so that the plugin reports a missing or ambiguous policy.
        VersionPolicy policy = policies.get();
        int maxLineBytes = settings.host().reading().maxLineBytes();
        return settings.folder()
                .map(folder -> HttpApi.managed(
                        versions,
                        maxLineBytes,
                        Management.of(policy, source, folder, settings.store(), statistics),
                        ManagementAccess.of(new ContainerUsers(), folder)))
                .orElseGet(() -> HttpApi.of(versions, policy, maxLineBytes));
    }

    void close(@Disposes HttpApi api) {
        api.close();
    }

    // Otherwise, the first request would report that the folder cannot be used.
    void start(@Observes Startup event, DeploymentSettings settings, Instance<HttpApi> api) {
        if (settings.folder().isPresent()) {
            api.get();
        }
    }

    void count(@Observes Decision decision) {
        statistics.decided(decision);
    }

    @Produces
    @Singleton
    HandlerRegistry registry(DeploymentSettings settings) {
        return new HandlerRegistry(settings.dialects());
    }
}
