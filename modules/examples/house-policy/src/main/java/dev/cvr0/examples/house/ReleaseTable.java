// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.examples.house;

import dev.cvr0.api.protocol.ClientVersion;

/** A slow source of the current version, such as a database or a remote service. */
@FunctionalInterface
public interface ReleaseTable {

    /**
     * Queries the current version of a library.
     *
     * @param library such as {@code MSNMSGR}
     * @return the version
     */
    ClientVersion current(String library);
}
