// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.host;

import dev.cvr0.api.protocol.Dialect;
import java.util.List;

/**
 * The dispatch registry of an emulator and the dialects it speaks: the only interface that an emulator must implement to
 * integrate the plugin.
 *
 * <p>In a container, the application must have exactly one bean of this type. The plugin registers its handlers when the
 * application starts and removes them when it stops.
 *
 * <p>An adapter of a dispatch table:
 *
 * {@snippet class="dev.cvr0.api.host.HostExamplesTest" region="registry"}
 *
 * @see CommandHandler
 * @see Registration
 * @since 0.1
 */
public interface CommandRegistry {

    /**
     * Registers a handler for all of its verbs, or for none.
     *
     * @param handler the handler
     * @return the registration, which removes this handler again. If it replaces a handler of the host itself, it reports
     *     that in {@link Registration#replacedVerbs()}
     * @throws DuplicateVerbException if one of the verbs already has a handler; the registry is unchanged then
     * @throws IllegalStateException if the host is serving and its registry is closed to changes
     */
    Registration register(CommandHandler handler);

    /**
     * Returns the dialects that the host speaks. The plugin calls this for each VER. If a dialect is missing from the list,
     * clients that speak only this dialect cannot sign in.
     *
     * @return the dialects in the host's order of preference, best first; empty if the host speaks CVR0 only. CVR0 itself
     *     need not be listed
     */
    List<Dialect> dialects();
}
