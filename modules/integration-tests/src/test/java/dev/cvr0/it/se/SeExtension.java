// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.se;

import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.core.spi.LoadableExtension;

/** Registers the adapter with Arquillian. */
public final class SeExtension implements LoadableExtension {

    @Override
    public void register(ExtensionBuilder builder) {
        builder.service(DeployableContainer.class, SeDeployableContainer.class);
    }
}
