// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.war;

import dev.cvr0.api.settings.SettingSource;
import dev.cvr0.host.HandlerRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes what the host and the plugin share. */
@ApplicationScoped
class HostParts {

    @Produces
    @Singleton
    DeploymentSettings settings(SettingSource source) {
        return DeploymentSettings.read(source);
    }

    @Produces
    @Singleton
    HandlerRegistry registry(DeploymentSettings settings) {
        return new HandlerRegistry(settings.dialects());
    }
}
