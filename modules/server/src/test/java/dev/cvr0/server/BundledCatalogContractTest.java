// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.catalog.CatalogLoader;
import dev.cvr0.catalog.CatalogPolicy;
import dev.cvr0.testkit.TestClient;
import dev.cvr0.testkit.VersionPolicyContract;
import java.util.List;

class BundledCatalogContractTest implements VersionPolicyContract {

    @Override
    public VersionPolicy createPolicy() {
        return new CatalogPolicy(new CatalogLoader().bundled());
    }

    @Override
    public List<ClientProfile> knownClients() {
        return List.of(
                TestClient.messenger("6.0.0602").profile(),
                TestClient.messenger("8.5.1302").profile(),
                TestClient.messengerService("1.0.0863").profile());
    }
}
