// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.se;

import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;

/** Nothing: which container it is, the class path says. */
public final class SeConfiguration implements ContainerConfiguration {

    @Override
    public void validate() {
        // anything goes
    }
}
