// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container.app;

import jakarta.enterprise.context.ApplicationScoped;

/** A bean in an application without any other: that it can be injected shows that there is a container. */
@ApplicationScoped
public class Witness {

    /**
     * Says something, which a proxy cannot without a bean behind it.
     *
     * @return that it is there
     */
    public boolean isThere() {
        return true;
    }
}
