// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container.app;

import jakarta.enterprise.context.ApplicationScoped;

/** The only bean of an application. Its injection proves that a CDI container is running. */
@ApplicationScoped
public class ProbeBean {

    /**
     * Responds through the client proxy, which requires an active context.
     *
     * @return true
     */
    public boolean respond() {
        return true;
    }
}
