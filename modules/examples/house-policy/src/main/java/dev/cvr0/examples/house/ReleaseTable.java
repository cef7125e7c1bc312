// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.examples.house;

import dev.cvr0.api.protocol.ClientVersion;

/** Where the current version is kept: a database, a service. Asking it takes time. */
@FunctionalInterface
public interface ReleaseTable {

    /**
     * Asks for the current version of a library.
     *
     * @param library such as {@code MSNMSGR}
     * @return the version
     */
    ClientVersion current(String library);
}
