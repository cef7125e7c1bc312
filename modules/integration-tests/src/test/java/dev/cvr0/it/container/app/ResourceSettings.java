// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container.app;

import dev.cvr0.settings.SettingSource;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Provides the settings of a deployment, in the same way on each server. */
@Alternative
@Priority(1)
@ApplicationScoped
public class ResourceSettings implements SettingSource {

    private final Map<String, String> settings = DeploymentResource.read(DeploymentResource.SETTINGS);

    @Override
    public Optional<String> value(String key) {
        return Optional.ofNullable(settings.get(key));
    }

    @Override
    public Set<String> keys() {
        return settings.keySet();
    }
}
