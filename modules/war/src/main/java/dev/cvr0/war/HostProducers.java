// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.war;

import dev.cvr0.admin.HttpApi;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.policy.VersionService;
import dev.cvr0.host.HandlerRegistry;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.settings.SettingsTable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Produces the beans that the host and the plugin share. */
@ApplicationScoped
class HostProducers {

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
    HttpApi api(VersionService versions, Instance<VersionPolicy> policies, DeploymentSettings settings) {
        // Instance, so that the plugin reports a missing or ambiguous policy.
        return HttpApi.of(versions, policies.get(), settings.host().reading().maxLineBytes());
    }

    @Produces
    @Singleton
    HandlerRegistry registry(DeploymentSettings settings) {
        return new HandlerRegistry(settings.dialects());
    }
}
