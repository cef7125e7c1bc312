// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.host;

import dev.cvr0.api.protocol.Dialect;
import java.util.List;

/**
 * The dispatch registry of an emulator and the dialects it speaks: the one interface that an emulator implements to
 * integrate the plugin.
 *
 * <p>In a container this is a bean of the host, exactly one. The plugin calls it when the application starts and when it
 * stops.
 *
 * @since 0.1
 */
public interface CommandRegistry {

    /**
     * Registers a handler for all of its verbs, or for none.
     *
     * @param handler the handler
     * @return the registration, which removes this handler again
     * @throws DuplicateVerbException if one of the verbs already has a handler; the registry is unchanged then
     * @throws IllegalStateException if the host is serving and its registry is closed to changes
     */
    Registration register(CommandHandler handler);

    /**
     * Returns the dialects that the host speaks. The plugin asks at each VER. A host that leaves one out locks out the
     * clients that speak it.
     *
     * @return the dialects in the host's order of preference, best first; empty if the host speaks CVR0 only. CVR0 itself
     *     need not be listed
     */
    List<Dialect> dialects();
}
