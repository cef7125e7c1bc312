// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.runtime;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.host.HandlerRegistry;
import dev.cvr0.plugin.StandalonePlugin;
import dev.cvr0.server.settings.ServerSettings;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.testkit.TestClient;
import dev.cvr0.testkit.VersionPolicyContract;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

class BundledCatalogContractTest implements VersionPolicyContract {

    private final StandalonePlugin plugin = Cvr0Server.plugin(
                    SettingSource.EMPTY, ServerSettings.read(SettingSource.EMPTY), new HandlerRegistry(List.of()))
            .start();

    @AfterEach
    void stop() {
        plugin.close();
    }

    @Override
    public VersionPolicy createPolicy() {
        return plugin.policy();
    }

    @Override
    public List<ClientProfile> knownClients() {
        return List.of(
                TestClient.messenger("6.0.0602").profile(),
                TestClient.messenger("8.5.1302").profile(),
                TestClient.messengerService("1.0.0863").profile());
    }
}
