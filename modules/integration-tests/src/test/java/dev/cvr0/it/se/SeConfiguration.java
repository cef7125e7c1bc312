// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.se;

import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;

/** An empty configuration. The class path determines the container. */
public final class SeConfiguration implements ContainerConfiguration {

    @Override
    public void validate() {
        // nothing to validate
    }
}
