// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.publication;

import java.util.Optional;

/**
 * The report of a server about its catalog.
 *
 * @param serving the served version
 * @param digest the content ID of the served catalog, see {@code CatalogStatus}
 * @param loaded the newest version that was loaded and is valid: the served one, or one that comes into force later
 * @param problem the reason why the newest publication cannot be served; empty if it can
 * @since 0.1
 */
public record NodeStatus(long serving, String digest, long loaded, Optional<String> problem) {}
